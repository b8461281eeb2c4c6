//! The page as a browser would read it.

#![allow(clippy::unwrap_used, reason = "tests")]

mod support;

use std::collections::BTreeSet;

use recension_core::dossier::Dossier;
use recension_render::{Format, Options, render, render_compare};
use scraper::{Html, Selector};
use sha2::{Digest, Sha256};
use support::sample;

fn page(dossier: &Dossier) -> String {
    render(dossier, Format::Html, &Options::default())
}

fn all_pages() -> [String; 5] {
    [
        page(&sample::dossier()),
        page(&sample::two_stories()),
        page(&sample::large()),
        page(&Dossier {
            stories: Vec::new(),
            ..sample::dossier()
        }),
        render_compare(&sample::pair(), Format::Html, &Options::default()),
    ]
}

fn select<'a>(document: &'a Html, selector: &str) -> Vec<scraper::ElementRef<'a>> {
    let selector = Selector::parse(selector).unwrap();
    document.select(&selector).collect()
}

#[test]
fn pages_are_well_formed() {
    for page in all_pages() {
        let document = Html::parse_document(&page);
        assert_eq!(document.errors, Vec::<std::borrow::Cow<'_, str>>::new());
    }
}

#[test]
fn ids_are_unique_and_every_jump_has_its_target() {
    for page in all_pages() {
        let document = Html::parse_document(&page);
        let ids: Vec<&str> = select(&document, "[id]")
            .iter()
            .filter_map(|e| e.value().id())
            .collect();
        let unique: BTreeSet<&str> = ids.iter().copied().collect();
        assert_eq!(ids.len(), unique.len(), "an id stands twice");
        for link in select(&document, "a[href^='#']") {
            let target = link.attr("href").unwrap().trim_start_matches('#');
            assert!(unique.contains(target), "nothing has the id {target}");
        }
        for labelled in select(&document, "[aria-labelledby], [aria-describedby]") {
            for name in ["aria-labelledby", "aria-describedby"] {
                let target = labelled.attr(name).unwrap_or("main");
                assert!(unique.contains(target), "nothing has the id {target}");
            }
        }
    }
}

#[test]
fn hostile_text_stays_text() {
    for page in all_pages() {
        let document = Html::parse_document(&page);
        let scripts = select(&document, "script:not([type])");
        assert!(
            (1..=2).contains(&scripts.len()),
            "only the page's own scripts"
        );
        for data in select(&document, "script[type]") {
            assert_eq!(data.attr("type"), Some("application/json"));
        }
        assert!(select(&document, "img, iframe, object, embed, link, base, form, b").is_empty());
        for element in select(&document, "*") {
            for (name, value) in element.value().attrs() {
                assert!(!name.starts_with("on"), "{name}={value}");
                if name == "href" {
                    let inside = value.starts_with('#');
                    assert!(inside || value.starts_with("https://"), "{value}");
                }
            }
        }
        let steering = |c: char| {
            (c.is_control() && c != '\n')
                || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
        };
        assert_eq!(page.chars().find(|c| steering(*c)), None);
    }
}

#[test]
fn the_hostile_words_are_shown_and_not_dropped() {
    let text: String = Html::parse_document(&page(&sample::dossier()))
        .root_element()
        .text()
        .collect();
    for words in [
        "</script><script>alert(2)</script>",
        "javascript:alert(document.domain)",
        "]]> closed <!--",
    ] {
        assert!(text.contains(words), "{words}");
    }
}

#[test]
fn the_policy_allows_the_pages_own_scripts_and_nothing_else() {
    for page in all_pages() {
        let document = Html::parse_document(&page);
        let policy = select(&document, "meta[http-equiv='Content-Security-Policy']");
        let policy = policy[0].attr("content").unwrap();
        for script in select(&document, "script:not([type])") {
            let script: String = script.text().collect();
            let hash = base64(&Sha256::digest(script.as_bytes()));
            assert!(
                policy.contains(&format!("'sha256-{hash}'")),
                "{policy} lacks {hash}"
            );
        }
        assert!(policy.starts_with("default-src 'none';"));
    }
}

fn base64(bytes: &[u8]) -> String {
    const LETTERS: &[u8] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut text = String::new();
    for chunk in bytes.chunks(3) {
        let byte = |at: usize| u32::from(chunk.get(at).copied().unwrap_or(0));
        let word = byte(0) << 16 | byte(1) << 8 | byte(2);
        for at in 0..4 {
            let letter = LETTERS[(word >> (18 - 6 * at)) as usize & 63];
            text.push(if at <= chunk.len() {
                char::from(letter)
            } else {
                '='
            });
        }
    }
    text
}

#[test]
fn claims_jump_to_the_sentences_that_make_them() {
    let page = page(&sample::dossier());
    let document = Html::parse_document(&page);
    let links = select(&document, "#s1-c1 a");
    let targets: Vec<&str> = links.iter().filter_map(|link| link.attr("href")).collect();
    assert_eq!(targets, ["#s1-EC-3", "#s1-HH-6", "#s1-MP-4", "#s1-NL-2"]);
    let sentence: String = select(&document, "#s1-MP-4")[0].text().collect();
    assert!(
        sentence.contains("a fissure the length of a forearm"),
        "{sentence}"
    );
}

#[test]
fn reports_in_one_file_keep_their_sentences_apart() {
    let document = Html::parse_document(&page(&sample::dossier()));
    let text = |id: &str| select(&document, id)[0].text().collect::<String>();
    assert!(text("#s1-NL-5").contains("The bridge was opened in 1971."));
    assert!(text("#s1-VW-5").contains("November 1998"));
}

#[test]
fn every_word_of_every_report_is_on_the_page() {
    let dossier = sample::dossier();
    let document = Html::parse_document(&page(&dossier));
    let shown: String = select(&document, ".report .text")
        .iter()
        .flat_map(|report| select_text(report))
        .collect();
    for part in dossier.stories[0]
        .witnesses
        .iter()
        .flat_map(|witness| &witness.parts)
    {
        let text: String = part.spans[0]
            .text
            .chars()
            .filter(|c| c.is_alphabetic())
            .collect();
        assert!(shown.contains(&text), "{text}");
    }
}

/// Letters of an element, the numbers of sentences left out.
fn select_text(element: &scraper::ElementRef<'_>) -> Vec<String> {
    let letters = |text: &str| {
        text.chars()
            .filter(|c| c.is_alphabetic())
            .collect::<String>()
    };
    element.text().map(letters).collect()
}

#[test]
fn headings_go_down_one_step_at_a_time() {
    for page in all_pages() {
        let document = Html::parse_document(&page);
        let level = |e: &scraper::ElementRef<'_>| e.value().name()[1..].parse::<u8>().unwrap();
        let levels: Vec<u8> = select(&document, "h1, h2, h3, h4, h5")
            .iter()
            .map(level)
            .collect();
        assert_eq!(levels.iter().filter(|level| **level == 1).count(), 1);
        for pair in levels.windows(2) {
            assert!(pair[1] <= pair[0] + 1, "h{} after h{}", pair[1], pair[0]);
        }
    }
}

#[test]
fn tables_and_the_drawing_can_be_read_aloud() {
    let document = Html::parse_document(&page(&sample::dossier()));
    for table in select(&document, "table") {
        let caption = Selector::parse("caption").unwrap();
        assert!(table.select(&caption).next().is_some());
    }
    assert!(
        select(&document, "th")
            .iter()
            .all(|cell| cell.attr("scope").is_some())
    );
    let description: String = select(&document, "svg desc")[0].text().collect();
    assert!(
        description.contains("MP took from HH (99 %)"),
        "{description}"
    );
    assert_eq!(select(&document, "svg a.edge").len(), 7);
}

#[test]
fn long_lists_are_folded_and_nothing_is_lost() {
    let document = Html::parse_document(&page(&sample::large()));
    assert_eq!(select(&document, ".utterance").len(), 200);
    assert_eq!(select(&document, "details.more .utterance").len(), 188);
    assert_eq!(select(&document, ".claims li[id]").len(), 300);
    assert!(select(&document, "details.report[open]").is_empty());
}

#[test]
fn nothing_is_fetched_from_elsewhere() {
    for page in all_pages() {
        let document = Html::parse_document(&page);
        assert!(select(&document, "[src], [srcset], [data], [action], [poster]").is_empty());
        let style: String = select(&document, "style")[0].text().collect();
        assert!(!style.contains("url(") && !style.contains("@import"));
    }
}

#[test]
fn the_same_dossier_gives_the_same_page() {
    for format in [Format::Text, Format::Html, Format::Json, Format::Markdown] {
        let draw = || render(&sample::dossier(), format, &Options::default());
        assert_eq!(draw(), draw());
        assert!(
            draw().ends_with('\n') && !draw().ends_with("\n\n"),
            "{format:?}"
        );
    }
}

#[test]
fn stories_of_one_thread_point_at_each_other() {
    let mut dossier = sample::two_stories();
    let link = |dossier: &Dossier| {
        let document = Html::parse_document(&page(dossier));
        let links = select(&document, "p.thread a").into_iter();
        links
            .filter_map(|link| link.value().attr("href").map(str::to_owned))
            .collect::<Vec<_>>()
    };
    for story in &mut dossier.stories {
        story.thread = "t".to_owned();
    }
    assert_eq!(link(&dossier), ["#s2-story", "#s1-story"]);
    let text = render(&dossier, Format::Text, &Options::default());
    assert!(text.contains("same thread: story 2, "), "{text}");
    let markdown = render(&dossier, Format::Markdown, &Options::default());
    assert!(markdown.contains("Same thread: story 1, "), "{markdown}");
    dossier.stories[1].thread = "u".to_owned();
    assert!(link(&dossier).is_empty());
}

#[test]
fn every_link_that_a_number_rests_on_has_a_switch_with_a_name() {
    let document = Html::parse_document(&page(&sample::dossier()));
    let switches = select(&document, "label.switch[hidden] input");
    let named: Vec<_> = switches
        .iter()
        .filter_map(|s| s.attr("aria-label"))
        .collect();
    let name = |ends: &str| format!("I do not accept this link: {ends}");
    assert_eq!(named, [name("HH → MP"), name("HH → VW"), name("EC – NL")]);
    let links: Vec<_> = select(&document, ".switch input")
        .iter()
        .filter_map(|input| input.attr("data-links").map(str::to_owned))
        .collect();
    assert_eq!(links, ["0", "2", "1"]);
    let collapses = select(&document, ".collapses li");
    let collapses: Vec<_> = collapses.iter().map(|li| li.attr("data-links")).collect();
    assert_eq!(collapses, [Some("0"), Some("1"), Some("2")]);
    let status = select(
        &document,
        ".reader-bar[hidden] [role=status][aria-live=polite]",
    );
    assert_eq!(status.len(), 1);
}

#[test]
fn a_story_without_links_has_no_switches_and_no_script_for_them() {
    let mut dossier = sample::dossier();
    dossier.stories[0].recount = None;
    let document = Html::parse_document(&page(&dossier));
    let parts = ".switch, .reader-bar, .reader-remark, .invitation, [data-count], [data-status]";
    assert!(select(&document, parts).is_empty());
    assert_eq!(select(&document, "script").len(), 1);
}

#[test]
fn no_name_can_leave_the_data_of_the_count() {
    let mut dossier = sample::dossier();
    let recount = dossier.stories[0].recount.as_mut().unwrap();
    recount
        .grounds
        .namings
        .push(recension_core::dossier::Naming {
            name: "x".into(),
            label: "</script><script>alert(9)</script><!--".into(),
            report: 0,
            sentences: Vec::new(),
        });
    let page = page(&dossier);
    let document = Html::parse_document(&page);
    let data: String = select(&document, "script.recount")[0].text().collect();
    let read: serde_json::Value = serde_json::from_str(&data).unwrap();
    let label = &read["grounds"]["namings"][0]["label"];
    assert_eq!(label, "</script><script>alert(9)</script><!--");
}
