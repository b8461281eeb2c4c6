use std::collections::*;
use std::io::Read;
fn tokens(text: &str) -> Vec<&str> {
    text.split(|c: char| !c.is_alphanumeric() && c != '_')
        .filter(|t| !t.is_empty())
        .collect()
}
fn sh<'a>(t: &'a [&'a str]) -> BTreeMap<&'a [&'a str], usize> {
    let mut m = BTreeMap::new();
    for s in t.windows(4.min(t.len()).max(1)) {
        *m.entry(s).or_default() += 1;
    }
    m
}
fn main() {
    let d = std::path::Path::new("/work/shared/eval/extraction");
    let v: serde_json::Value =
        serde_json::from_slice(&std::fs::read(d.join("ground-truth.json")).unwrap()).unwrap();
    let only = std::env::args().nth(1);
    for (id, t) in v.as_object().unwrap() {
        if only.as_ref().is_some_and(|o| !id.starts_with(o.as_str())) {
            continue;
        }
        let mut b = vec![];
        flate2::read::GzDecoder::new(
            std::fs::File::open(d.join("html").join(format!("{id}.html.gz"))).unwrap(),
        )
        .read_to_end(&mut b)
        .unwrap();
        let r = recension_ingest::read(&b, "x", &Default::default()).unwrap();
        let a = &r.articles[0];
        let body = t["articleBody"].as_str().unwrap();
        let g = tokens(body);
        let gs = sh(&g);
        for p in &a.parts {
            use recension_core::article::Role::*;
            let t = a.text.slice(p.span);
            let tk = tokens(t);
            let s = sh(&tk);
            if tk.is_empty() {
                continue;
            }
            let hit = if tk.len() < 4 {
                g.windows(tk.len()).any(|w| w == &tk[..]) as usize as f64
            } else {
                s.keys().filter(|k| gs.contains_key(*k)).count() as f64 / s.len() as f64
            };
            let n = tk.len() as f64 / g.len().max(1) as f64;
            let k = matches!(
                p.role,
                Lead | Body | Subheading | Quote | Attribution | Embed
            );
            let tag = match (k, hit >= 0.5) {
                (true, false) => "FP",
                (false, true) => "FN",
                (true, true) => "ok",
                _ => "--",
            };
            let at = a.text.original(p.span)[0].start as usize;
            let ctx = String::from_utf8_lossy(&b[at.saturating_sub(90)..at]).replace('\n', " ");
            println!(
                "{tag} {n:.4} {} {:?} {:.150} ⟵ {ctx}",
                &id[..8],
                p.role,
                t.replace('\n', " / ")
            );
        }
    }
}
