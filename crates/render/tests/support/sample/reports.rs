//! The reports of the sample.

use recension_core::article::{CreditKind, Role::*};
use recension_core::time::Precision;

use crate::support::{Draft, Press};

pub(super) fn press() -> Press {
    let mut press = Press::default();
    press.print("reports/evening-courier.html", "text/html", &[Draft {
        siglum: "EC",
        outlet: Some("Evening Courier"),
        title: Some("Marden Bridge shut after night of groaning steel"),
        author: None,
        url: Some("https://eveningcourier.example/news/marden-bridge-shut"),
        published: Some(("2023-03-04T18:05+01:00", Precision::Minute)),
        credits: vec![("Tarn Press Agency", CreditKind::Agency)],
        parts: vec![
            (Boilerplate, "Home News Sport Weather"),
            (Headline, "Marden Bridge shut after night of groaning steel"),
            (Dateline, "TARN, March 4 (TPA)"),
            (Lead, "The Marden Bridge was closed to all traffic on Saturday after inspectors found a crack in its eastern pylon, the bridge authority said."),
            (Body, "“We heard the steel before we saw it,” the authority’s director, Ilse Varn, told a news conference in Tarn.|“No lorry will cross until I have slept on it twice.”"),
            (Body, "About 14,000 vehicles use the crossing every day.|The bridge was opened in 1971."),
            (Boilerplate, "Read also: Carp festival draws record crowd"),
            (Boilerplate, "Subscribe to our newsletter"),
            (Boilerplate, "© Tarn Press Agency. All rights reserved."),
        ],
    }]);
    press.print("reports/harbour-herald.txt", "text/plain", &[Draft {
        siglum: "HH",
        outlet: Some("The Harbour Herald"),
        title: Some("‘We heard it sing’: Marden holds its breath"),
        author: Some("Oda Klemm"),
        url: Some("https://harbourherald.example/2023/03/04/marden-holds-its-breath"),
        published: Some(("2023-03-04", Precision::Day)),
        credits: vec![("Jon Aske", CreditKind::Photo)],
        parts: vec![
            (Headline, "‘We heard it sing’: Marden holds its breath"),
            (Byline, "By Oda Klemm March 4, 2023"),
            (Caption, "The empty bridge at noon. Photo: Jon Aske"),
            (Lead, "Petra Holm was frying eggs on her barge when the bridge above her began to hum like a kettle.|By seven on Saturday morning the barriers were down."),
            (Body, "A crack as long as a forearm runs through the eastern pylon, Ilse Varn, who directs the bridge authority, told reporters.|“We heard the steel before we could see it,” she said in Tarnish. “Nothing heavier than a bicycle goes over until I have slept on it … twice.”"),
            (Subheading, "A bridge of 1917"),
            (Body, "The bridge, which was opened in 1917, carries some 9,000 vehicles a day, according to the toll office.|It was last painted in the spring of 2019."),
            (Quote, "I would not send my own mother over it."),
            (Attribution, "Ilse Varn"),
            (Body, "Two lorry drivers were treated for shock.|Holm says she will move her barge before Monday."),
        ],
    }]);
    press.print("reports/morning-post.txt", "text/plain", &[Draft {
        siglum: "MP",
        outlet: Some("Morning Post"),
        title: Some("Barge Woman Heard Tarn’s Bridge Hum Before Closure"),
        author: None,
        url: None,
        published: Some(("2023-03-05", Precision::Day)),
        credits: vec![("The Harbour Herald", CreditKind::Source)],
        parts: vec![
            (Headline, "Barge Woman Heard Tarn’s Bridge Hum Before Closure"),
            (Lead, "The hum of the bridge over her head surprised a barge owner, Petra Holm, at breakfast.|Access was barred before seven o’clock on Saturday."),
            (Body, "Authority chief Ilse Varn spoke of a fissure the length of a forearm in the pylon on the eastern side.|The steel had been heard before it could be seen, she said, and no vehicle heavier than a bicycle would be let over."),
            (Body, "In service since 1917, the structure is used by around 9,000 vehicles daily.|Three lorry drivers had to be treated for shock."),
            (Credit, "Source: The Harbour Herald"),
            (Boilerplate, "Tags: bridge, Tarn, traffic"),
        ],
    }]);
    press.print("reports/feed.jsonl", "application/x-ndjson", &[
        Draft {
            siglum: "NL",
            outlet: Some("Northern Line"),
            title: Some("Tarn closes bridge over crack in pylon"),
            author: None,
            url: Some("https://northernline.example/a/5521"),
            published: Some(("2023-03-04T19:40+01:00", Precision::Minute)),
            credits: vec![("Tarn Press Agency", CreditKind::Agency)],
            parts: vec![
                (Headline, "Tarn closes bridge over crack in pylon"),
                (Lead, "The Marden Bridge was closed to all traffic on Saturday after inspectors found a crack in its eastern pylon, the bridge authority said."),
                (Body, "“We heard the steel before we saw it,” director Ilse Varn told a news conference.|“No lorry will cross until I have slept on it.”"),
                (Body, "The bridge was opened in 1971."),
            ],
        },
        Draft {
            siglum: "VW",
            outlet: Some("Vessel Weekly"),
            title: Some("What the Marden crack means for shipping"),
            author: Some("Ruben Tack"),
            url: Some("javascript:alert(document.domain)"),
            published: Some(("2023-03-07", Precision::Day)),
            credits: Vec::new(),
            parts: vec![
                (Headline, "What the Marden crack means for shipping"),
                (Lead, "Ships may pass under the Marden Bridge again from Wednesday, harbour master Aron Pell told Radio Tarn."),
                (Body, "Four lorry drivers, not two as first reported, were treated for shock, the hospital said on Monday.|Varn had told reporters that “we heard the steel” and that the closure would last."),
                (Body, "The last crack was found in November 1998."),
            ],
        },
    ]);
    press.print("reports/\u{202e}lmth.x.txt", "text/plain", &[Draft {
        siglum: "Z\"",
        outlet: Some("</title><script>alert(1)</script>"),
        title: Some("</script><script>alert(2)</script> \u{202e}desrever \u{1b}[31mred | pipe `code` [x](javascript:alert(3))"),
        author: Some("<img src=x onerror=alert(4)>"),
        url: Some("data:text/html,<script>alert(5)</script>"),
        published: Some(("\"><b>2023", Precision::Day)),
        credits: vec![("\u{2066}&amp;<i>", CreditKind::Link)],
        parts: vec![
            (Headline, "</script><script>alert(2)</script>"),
            (Lead, "<b onmouseover=alert(6)>The bridge</b> was ]]> closed <!-- on Saturday.|# Not a heading\u{0}\u{9b}31m and https://example.com/x"),
        ],
    }]);
    press
}
