//! The binary as a user meets it: the bundled example against its truth, the same answer every
//! time, exit codes, and spans that resolve.

#![allow(clippy::unwrap_used, reason = "a test")]

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use serde_json::Value;

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

fn recension(arguments: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_recension"));
    command
        .args(arguments)
        .current_dir(root())
        .output()
        .unwrap()
}

fn dossier(arguments: &[&str]) -> Value {
    let output = recension(&[&["dossier", "--format", "json"], arguments].concat());
    assert_eq!(
        output.status.code(),
        Some(0),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
    serde_json::from_slice(&output.stdout).unwrap()
}

const EXAMPLE: &str = "examples/corvane-dam/reports";

fn example() -> Value {
    dossier(&[EXAMPLE])
}

fn truth() -> Value {
    let text = std::fs::read_to_string(root().join("examples/corvane-dam/truth.json")).unwrap();
    serde_json::from_str(&text).unwrap()
}

/// `outlet > outlet`, the way the truth and the dossier both can say it.
fn edge(from: &str, to: &str) -> String {
    let bare = |name: &str| name.trim_start_matches("The ").to_owned();
    format!("{} > {}", bare(from), bare(to))
}

fn outlets_of_reports(truth: &Value) -> std::collections::BTreeMap<String, String> {
    let reports = truth["reports"].as_object().unwrap();
    let outlet = |(file, report): (&String, &Value)| {
        let outlet = report["outlet"].as_str().map(str::to_owned);
        let value = || report["outlet"]["value"].as_str().map(str::to_owned);
        (file.clone(), outlet.or_else(value).unwrap())
    };
    reports.iter().map(outlet).collect()
}

#[test]
fn the_example_has_the_stemma_it_was_written_with() {
    let (truth, dossier) = (truth(), example());
    let story = &dossier["stories"][0];
    let outlets = outlets_of_reports(&truth);
    let expected: BTreeSet<String> = truth["stemma"]["edges"]
        .as_array()
        .unwrap()
        .iter()
        .filter_map(|e| {
            let from = e["from"].as_str()?;
            let name = outlets.get(from).map_or("Norhavn Wire", String::as_str);
            Some(edge(name, &outlets[e["to"].as_str()?]))
        })
        .collect();
    let label = |id: &Value| {
        let nodes = story["stemma"]["nodes"].as_array().unwrap();
        let node = nodes.iter().find(|node| node["id"] == *id).unwrap();
        node["label"].as_str().unwrap().to_owned()
    };
    // Passages quoted from the speech and from the radio are edges too; the truth lists reports.
    let found: BTreeSet<String> = story["stemma"]["edges"]
        .as_array()
        .unwrap()
        .iter()
        .map(|e| edge(&label(&e["from"]), &label(&e["to"])))
        .filter(|edge| !edge.starts_with("what ") && !edge.starts_with("Radio Ilven"))
        .collect();
    assert_eq!(found, expected);
    let range = |value: &Value| (value["min"].clone(), value["max"].clone());
    assert_eq!(range(&story["origins"]), range(&truth["origins"]));
}

#[test]
fn the_example_shows_its_contradictions_and_nothing_from_its_teasers() {
    let (truth, dossier) = (truth(), example());
    let story = &dossier["stories"][0];
    let readings: Vec<String> = story["contradictions"]
        .as_array()
        .unwrap()
        .iter()
        .map(|found| {
            let sides = found["sides"].as_array().unwrap();
            let reading = |side: &Value| side["reading"].as_str().unwrap().to_owned();
            sides.iter().map(reading).collect::<Vec<_>>().join(" | ")
        })
        .collect();
    for both in [
        ["two", "four"],
        ["1968", "1986"],
        ["sounded", "never sounded"],
    ] {
        let shown = readings
            .iter()
            .any(|reading| both.iter().all(|words| reading.contains(words)));
        assert!(
            shown,
            "{both:?} are not set against each other in {readings:#?}"
        );
    }
    let said = [
        "claims",
        "utterances",
        "timeline",
        "briefing",
        "contradictions",
    ]
    .map(|part| story[part].to_string())
    .join("\n");
    for report in truth["reports"].as_object().unwrap().values() {
        for name in report["must_not_leak"].as_array().into_iter().flatten() {
            let name = name.as_str().unwrap();
            assert!(!said.contains(name), "“{name}” of a teaser has leaked");
        }
    }
}

#[test]
fn every_span_of_the_example_resolves_and_a_changed_byte_is_found() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("dossier.json");
    let path = path.to_str().unwrap();
    recension(&["dossier", EXAMPLE, "-o", path]);
    let output = recension(&["verify", path]);
    assert_eq!(
        output.status.code(),
        Some(0),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
    let changed = std::fs::read_to_string(path)
        .unwrap()
        .replace("our neglect", "our neglekt");
    std::fs::write(path, changed).unwrap();
    let output = recension(&["verify", path]);
    assert_eq!(output.status.code(), Some(1));
    assert!(String::from_utf8_lossy(&output.stderr).contains("neglekt"));
}

#[test]
fn input_order_and_threads_change_nothing() {
    let files: Vec<String> = std::fs::read_dir(root().join(EXAMPLE))
        .unwrap()
        .map(|entry| format!("{EXAMPLE}/{}", entry.unwrap().file_name().to_string_lossy()))
        .collect();
    let mut turned: Vec<&str> = files.iter().map(String::as_str).collect();
    let expected = dossier(&turned);
    turned.reverse();
    assert_eq!(dossier(&turned), expected);
    turned.rotate_left(3);
    assert_eq!(dossier(&[&["--jobs", "1"][..], &turned].concat()), expected);
}

#[test]
fn unrelated_reports_fall_apart() {
    let folder = tempfile::tempdir().unwrap();
    let write = |name: &str, text: &str| std::fs::write(folder.path().join(name), text).unwrap();
    write(
        "a.txt",
        "The ferry Osprey ran aground off Kestrel Point on Monday.\n\nHarbour master Ada Quill said that all forty passengers were brought ashore by the lifeboat from Lowmoor within the hour.\n",
    );
    write(
        "b.txt",
        "Parliament passed the school meals act late on Wednesday.\n\nEducation minister Tobias Renn called the vote a relief for parents, and the opposition promised to repeal it after the election.\n",
    );
    let dossier = dossier(&[folder.path().to_str().unwrap()]);
    assert_eq!(dossier["stories"].as_array().unwrap().len(), 2);
}

#[test]
fn exit_codes_remember_what_could_not_be_used() {
    let folder = tempfile::tempdir().unwrap();
    let path = |name: &str| folder.path().join(name).to_str().unwrap().to_owned();
    std::fs::write(path("empty.txt"), "").unwrap();
    std::fs::write(path("binary"), [0_u8, 159, 146, 150, 0, 1, 2].repeat(100)).unwrap();
    std::fs::write(
        path("good.txt"),
        "The ferry did not sail on Monday, officials said.\n",
    )
    .unwrap();
    let code = |arguments: &[&str]| recension(arguments).status.code();
    assert_eq!(code(&["dossier", &path("good.txt")]), Some(0));
    assert_eq!(
        code(&["dossier", &path("good.txt"), &path("empty.txt")]),
        Some(1)
    );
    assert_eq!(code(&["dossier", &path("binary")]), Some(2));
    assert_eq!(code(&["dossier", &path("nowhere")]), Some(2));
    assert_eq!(code(&["dossier"]), Some(2));
    let output = recension(&["dossier", &path("good.txt"), &path("empty.txt")]);
    let message = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(
        message.contains("empty.txt: the file is empty"),
        "{message}"
    );
}

#[test]
fn every_stage_can_be_shown() {
    for stage in ["article", "witness", "stories", "collation", "evidence"] {
        let text = recension(&["show", stage, EXAMPLE]);
        assert_eq!(text.status.code(), Some(0));
        assert!(text.stdout.len() > 500, "{stage}");
        let json = recension(&["show", stage, "--json", EXAMPLE]);
        assert!(
            serde_json::from_slice::<Value>(&json.stdout).is_ok(),
            "{stage}"
        );
    }
}

#[test]
fn the_stemma_is_given_as_a_graph_and_the_origins_as_a_count() {
    let drawn = |form: &str| {
        let output = recension(&["stemma", "--format", form, EXAMPLE]);
        assert_eq!(output.status.code(), Some(0), "{form}");
        String::from_utf8_lossy(&output.stdout).into_owned()
    };
    let dot = drawn("dot");
    assert!(dot.contains(r#""IVC" -> "BP" [confidence="#), "{dot}");
    assert!(dot.contains(r#""BP" [class=extant"#) && dot.contains("class=hypothetical"));
    assert!(drawn("graphml").contains(r#"<edge source="IVC" target="BP">"#));
    assert!(drawn("svg").starts_with("<svg xmlns="));
    assert!(drawn("text").contains("Brantover Post"));
    let json: Value = serde_json::from_str(&drawn("json")).unwrap();
    assert_eq!(
        json["stories"][0]["stemma"],
        example()["stories"][0]["stemma"]
    );
    let origins = recension(&["origins", "--format", "json", EXAMPLE]);
    let origins: Value = serde_json::from_slice(&origins.stdout).unwrap();
    assert_eq!(
        origins["stories"][0]["origins"],
        example()["stories"][0]["origins"]
    );
    let text = recension(&["origins", EXAMPLE]);
    assert!(String::from_utf8_lossy(&text.stdout).contains("count as one"));
}

#[test]
fn quotations_are_listed_and_remembered_words_found_again() {
    let listed = recension(&["quotes", "--format", "json", EXAMPLE]);
    let listed: Value = serde_json::from_slice(&listed.stdout).unwrap();
    let dossier = example();
    let utterances = dossier["stories"][0]["utterances"].as_array().unwrap();
    let quotations = listed["quotations"].as_array().unwrap();
    assert_eq!(quotations.len(), utterances.len());
    assert_eq!(quotations[0]["id"], utterances[0]["id"]);

    let table = recension(&["quotes", "--format", "csv", EXAMPLE]);
    let mut rows = csv::Reader::from_reader(table.stdout.as_slice());
    assert_eq!(&rows.headers().unwrap()[14], "text");
    let texts: Vec<String> = rows
        .records()
        .map(|row| row.unwrap()[14].to_owned())
        .collect();
    let readings = |said: &Value| said["readings"].as_array().unwrap().len();
    assert_eq!(texts.len(), utterances.iter().map(readings).sum::<usize>());
    assert!(texts.iter().any(|text| text.contains("our neglect")));

    // Remembered in other words than any report has; the earliest report comes first.
    let found = recension(&[
        "trace",
        "neglect broke the gate, not water",
        "--format",
        "json",
        EXAMPLE,
    ]);
    let found: Value = serde_json::from_slice(&found.stdout).unwrap();
    let readings = found["quotations"][0]["readings"].as_array().unwrap();
    let dates: Vec<&str> = readings
        .iter()
        .filter_map(|r| r["published"].as_str())
        .collect();
    assert!(readings.len() >= 3 && dates.is_sorted(), "{dates:?}");
    let nothing = recension(&["trace", "a cow in the moonlight", EXAMPLE]);
    assert_eq!(nothing.status.code(), Some(0));
    assert!(String::from_utf8_lossy(&nothing.stdout).contains("No quotation"));
    assert_eq!(recension(&["trace", "…", EXAMPLE]).status.code(), Some(2));
}

#[test]
fn a_briefing_is_as_long_as_asked() {
    let sentences = |length: &str| {
        let dossier = dossier(&["--briefing", length, EXAMPLE]);
        dossier["stories"][0]["briefing"].as_array().unwrap().len()
    };
    assert_eq!((sentences("3"), sentences("12") > 8), (3, true));
    let none = recension(&["dossier", "--briefing", "0", EXAMPLE]);
    assert_eq!(none.status.code(), Some(2));
}

#[test]
fn a_folder_without_a_model_is_refused_with_its_name() {
    for command in [&["dossier"][..], &["quotes"], &["check", "the dam broke"]] {
        let output = recension(&[command, &["--model", "examples", EXAMPLE]].concat());
        let said = String::from_utf8_lossy(&output.stderr);
        assert_eq!(output.status.code(), Some(2), "{said}");
        assert!(said.contains("--model: examples"), "{said}");
    }
}

#[test]
fn a_statement_is_checked_against_the_claims() {
    let of = |statement: &str| {
        let output = recension(&["check", statement, "--format", "json", EXAMPLE]);
        assert_eq!(output.status.code(), Some(0));
        serde_json::from_slice::<Value>(&output.stdout).unwrap()
    };
    let checked = of("The dam was finished in 1986");
    assert_eq!(checked["format"], "recension-check");
    let closest = &checked["claims"][0];
    let sigla = |entry: &Value| -> Vec<String> {
        let all = entry["attestations"].as_array().unwrap().iter();
        all.map(|one| one["siglum"].as_str().unwrap().to_owned())
            .collect()
    };
    assert_eq!(sigla(&closest["claim"]), ["BP", "IVC"]);
    let readings: Vec<&str> = closest["contradictions"][0]["sides"]
        .as_array()
        .unwrap()
        .iter()
        .filter_map(|side| side["reading"].as_str())
        .collect();
    assert!(
        readings.iter().any(|side| side.contains("1968"))
            && readings.iter().any(|side| side.contains("1986")),
        "{readings:?}"
    );
    // Another figure than the reports have.
    let three = of("Two people were killed; three people died");
    let differs = three["claims"].as_array().unwrap().iter();
    assert!(
        differs
            .flat_map(|close| close["differs"].as_array().unwrap())
            .count()
            > 0
    );

    let text = recension(&[
        "check",
        "Two people were killed when the gate broke",
        EXAMPLE,
    ]);
    let text = String::from_utf8(text.stdout).unwrap();
    assert!(
        text.contains("AT 5") && text.contains("Number of dead"),
        "{text}"
    );
    assert_eq!(text.matches("Number of dead").count(), 1, "{text}");
    let nothing = recension(&["check", "A cow sang in the moonlight", EXAMPLE]);
    assert_eq!(nothing.status.code(), Some(0));
    assert!(String::from_utf8_lossy(&nothing.stdout).contains("No claim among the inputs"));
    assert_eq!(recension(&["check", "…", EXAMPLE]).status.code(), Some(2));
}

#[test]
fn two_reports_are_compared() {
    let [first, second] =
        ["ilven-valley-courier.html", "brantover-post.txt"].map(|name| format!("{EXAMPLE}/{name}"));
    let output = recension(&["compare", &first, &second]);
    assert_eq!(output.status.code(), Some(0));
    assert!(String::from_utf8_lossy(&output.stdout).contains("derived from IVC"));
    assert_eq!(
        recension(&["compare", &first, EXAMPLE]).status.code(),
        Some(2)
    );
}

/// Lists the stories of the example with a corrections file of its own.
fn listed(corrections: Option<&str>) -> (Value, String) {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("desk.txt");
    std::fs::write(&file, corrections.unwrap_or_default()).unwrap();
    let path = file.to_string_lossy().into_owned();
    let output = recension(&[
        "stories",
        "--format",
        "json",
        "--corrections",
        &path,
        EXAMPLE,
    ]);
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert_eq!(output.status.code(), Some(0), "{said}");
    assert_eq!(
        std::fs::read_to_string(&file).unwrap(),
        corrections.unwrap_or_default(),
        "the file is never written"
    );
    (serde_json::from_slice(&output.stdout).unwrap(), said)
}

#[test]
fn stories_are_listed_as_the_dossier_has_them() {
    let (list, _) = listed(None);
    let dossier = example();
    let [story] = &list["stories"].as_array().unwrap()[..] else {
        panic!("{list}");
    };
    let compiled = &dossier["stories"][0];
    assert_eq!(story["id"], compiled["id"]);
    assert_eq!(story["origins"], compiled["origins"]);
    assert_eq!(story["first"], "2024-10-17");
    assert_eq!(story["last"], "2024-10-19");
    assert_eq!(story["reports"].as_array().unwrap().len(), 8);
    assert_eq!(story["outlets"][0], "Astrel Tribune");
    assert_eq!(list["changes"].as_array().unwrap().len(), 8);
}

#[test]
fn a_corrections_file_is_applied_and_what_matches_nothing_is_said() {
    let (plain, _) = listed(None);
    let reports = plain["stories"][0]["reports"].as_array().unwrap();
    let id = |place: usize| reports[place]["id"].as_str().unwrap();
    let lines = format!(
        "split {} {} # another dam\npin {} 0123456789abcdef\n",
        id(0),
        id(7),
        id(1)
    );
    let (list, said) = listed(Some(&lines));
    let story_of = |report: &str| {
        let holds = |story: &&Value| story["reports"].to_string().contains(report);
        let stories = list["stories"].as_array().unwrap();
        stories.iter().find(holds).unwrap()["id"].clone()
    };
    assert_ne!(story_of(id(0)), story_of(id(7)));
    assert_eq!(list["unused_corrections"][0]["line"], 2);
    assert!(
        said.contains("line 2") && said.contains("0123456789abcdef"),
        "{said}"
    );
}

/// The fixtures of every format that ingest knows, fictional as well.
const FORMATS: &str = "crates/ingest/tests/formats";

#[test]
fn spans_into_every_format_resolve_through_the_command_line() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("formats.json").display().to_string();
    let pattern = format!("{FORMATS}/[0-9]*.[!g]*");
    let written = recension(&["dossier", "-q", &pattern, "-o", &path]);
    // Some fixtures are broken on purpose, and said to be.
    let said = String::from_utf8_lossy(&written.stderr).into_owned();
    assert_eq!(written.status.code(), Some(1), "{said}");
    assert!(
        said.contains("03_broken.warc#record-2@248: its length"),
        "{said}"
    );
    let verified = recension(&["verify", &path]);
    let said = String::from_utf8_lossy(&verified.stdout).into_owned();
    assert_eq!(verified.status.code(), Some(0), "{said}");
    assert!(said.contains(" 0 mismatches"), "{said}");
    let text = std::fs::read_to_string(&path).unwrap();
    assert!(
        text.contains("05_news.tar.gz/news/inner.zip/ramp.txt"),
        "nested members are named"
    );
}

/// Runs the binary with a file as its standard input.
fn recension_reading(file: &Path, arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_recension"))
        .args(arguments)
        .current_dir(root())
        .stdin(std::fs::File::open(file).unwrap())
        .output()
        .unwrap()
}

#[test]
fn what_came_through_standard_input_is_verified_there() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("piped.json").display().to_string();
    let archive = root().join(FORMATS).join("23_nested.zip");
    recension_reading(&archive, &["dossier", "-q", "-", "-o", &path]);
    let verified = recension_reading(&archive, &["verify", &path]);
    assert_eq!(verified.status.code(), Some(0));
    let other = root().join(FORMATS).join("05_news.tar.gz");
    let verified = recension_reading(&other, &["verify", &path]);
    assert_eq!(verified.status.code(), Some(1));
    let said = String::from_utf8_lossy(&verified.stderr).into_owned();
    assert!(said.contains("give the same bytes"), "{said}");
    assert_eq!(said.lines().count(), 3, "one line a document: {said}");
}

/// Fictional reports of four stories: a paragraph that one publisher keeps, and a notice that four
/// outlets print.
const SHARED: &str = "crates/cli/tests/passages";

fn passages(arguments: &[&str]) -> Value {
    let output = recension(&[&["passages", "--format", "json"], arguments].concat());
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert_eq!(output.status.code(), Some(0), "{said}");
    serde_json::from_slice(&output.stdout).unwrap()
}

#[test]
fn passages_across_stories_are_told_and_their_spans_resolve() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("passages.json").display().to_string();
    let written = recension(&["passages", SHARED, "--format", "json", "-o", &path]);
    assert_eq!(written.status.code(), Some(0));
    let list: Value = serde_json::from_slice(&std::fs::read(&path).unwrap()).unwrap();
    let told: Vec<(&str, usize)> = list["passages"]
        .as_array()
        .unwrap()
        .iter()
        .map(|passage| {
            let places = passage["places"].as_array().unwrap().len();
            (passage["kind"].as_str().unwrap(), places)
        })
        .collect();
    assert_eq!(told, [("shared", 4), ("standing", 3)]);
    assert_eq!(list["passages"][1]["publisher"], "Velmora Herald");
    let verified = recension(&["verify", &path]);
    let said = String::from_utf8_lossy(&verified.stdout).into_owned();
    assert_eq!(verified.status.code(), Some(0), "{said}");
    assert!(
        said.ends_with("7 spans in 2 documents, 0 mismatches\n"),
        "{said}"
    );
    let changed = std::fs::read_to_string(&path)
        .unwrap()
        .replace("bare wires", "bare wiles");
    std::fs::write(&path, changed).unwrap();
    assert_eq!(recension(&["verify", &path]).status.code(), Some(1));
}

#[test]
fn input_order_and_threads_change_no_passage() {
    let [page, lines] =
        ["ferry-times.html", "reports.jsonl"].map(|name| format!("{SHARED}/{name}"));
    let expected = passages(&[&page, &lines]);
    assert_eq!(passages(&[&lines, &page]), expected);
    assert_eq!(passages(&["--jobs", "1", &lines, &page]), expected);
    assert_eq!(
        passages(&["--min-words", "60", SHARED])["passages"]
            .as_array()
            .unwrap()
            .len(),
        0
    );
}

#[test]
fn reports_that_cannot_be_used_are_said_and_the_others_compared() {
    let folder = tempfile::tempdir().unwrap();
    let path = |name: &str| folder.path().join(name).display().to_string();
    std::fs::write(path("empty.txt"), "").unwrap();
    std::fs::write(path("word.txt"), "word\n").unwrap();
    let code = |arguments: &[&str]| recension(arguments).status.code();
    assert_eq!(code(&["passages", &path("empty.txt")]), Some(2));
    assert_eq!(code(&["passages", SHARED, &path("empty.txt")]), Some(1));
    assert_eq!(code(&["passages", "--min-words", "2", SHARED]), Some(2));
    assert_eq!(code(&["passages", SHARED, &path("word.txt")]), Some(0));
    assert!(
        passages(&["--within-stories", EXAMPLE])["passages"]
            .as_array()
            .unwrap()
            .len()
            > 1
    );
}

#[test]
fn a_table_of_passages_has_a_row_for_each_place() {
    let output = recension(&["passages", SHARED, "--format", "csv"]);
    let table = String::from_utf8(output.stdout).unwrap();
    assert!(table.starts_with("passage,kind,words,"));
    assert_eq!(table.matches("p1,shared text,").count(), 4);
}
