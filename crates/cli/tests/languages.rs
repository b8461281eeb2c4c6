//! Reports in scripts without capitals, without spaces, and from right to left.
#![allow(clippy::unwrap_used)]

use std::path::Path;
use std::process::{Command, Output};

use serde_json::Value;

const ARABIC: [&str; 2] = [
    "إعادة فتح الجسر القديم في مدينة الساحل\n\nبقلم: ليلى الحمداني\n4 مارس 2024\n\n\
     أعيد يوم الاثنين فتح الجسر القديم في مدينة الساحل بعد عامين من أعمال الترميم. وقال رئيس البلدية سامر العيسى: «سيخدم الجسر المشاة فقط حتى نهاية الصيف». هل يكفي ذلك؟ يشك التجار في الأمر.\n\n\
     وبلغت تكلفة الأعمال 12 مليون دينار، وتأخرت ثمانية أشهر بسبب الأمطار. وعبر السكان عن فرحتهم بعودة الطريق بين السوق والميناء.\n",
    "جسر مدينة الساحل يفتح أمام المشاة\n\nبقلم: نادر الصباغ\n5 مارس 2024\n\n\
     فتح الجسر القديم في مدينة الساحل يوم الاثنين بعد عامين من أعمال الترميم، حسب ما ذكرت صحيفة المرفأ. وقال رئيس البلدية سامر العيسى: «سيخدم الجسر المشاة فقط حتى نهاية الصيف».\n\n\
     وتأخرت الأعمال ثمانية أشهر بسبب الأمطار، وبلغت تكلفتها 12 مليون دينار. ورحب السكان بعودة الطريق بين السوق والميناء.\n",
];

const CHINESE: [&str; 2] = [
    "临江古桥修缮两年后重新开放\n\n记者 王晓岚\n2024年3月4日\n\n\
     经过两年的修缮，临江古桥于周一重新开放。市长李建平说：“今年夏天以前，大桥只供行人通行。”商户们放心了吗？还没有！\n\n\
     工程耗资一千二百万元，由于多次降雨，比原计划推迟了八个月。附近的居民表示，这条路把集市和码头之间的距离缩短到几分钟。\n",
    "古桥重开，行人先行\n\n记者 陈思远\n2024年3月5日\n\n\
     据江城晚报报道，经过两年的修缮，临江古桥周一重新开放。市长李建平说：“今年夏天以前，大桥只供行人通行。”\n\n\
     由于多次降雨，工程比原计划推迟了八个月，耗资一千二百万元。居民们对集市和码头之间的道路恢复通行感到高兴。\n",
];

const OTHERS: [(&str, &str, usize); 4] = [
    (
        "ja",
        "古い橋が月曜日に開通した。市長は「夏までは歩行者だけだ」と述べた。住民は喜んでいるのだろうか？はい！",
        4,
    ),
    (
        "he",
        "הגשר הישן בעמק נפתח מחדש ביום שני. ראשת המועצה אמרה כי הגשר ישמש הולכי רגל בלבד. האם זה יספיק? התושבים שמחו.",
        4,
    ),
    (
        "ur",
        "پرانا پل پیر کو دوبارہ کھول دیا گیا۔ میئر نے کہا کہ گرمیوں تک صرف پیدل چلنے والے گزر سکیں گے۔ لوگ خوش ہیں۔",
        3,
    ),
    (
        "hi",
        "पुराना पुल सोमवार को फिर से खोल दिया गया। महापौर ने कहा कि गर्मियों तक केवल पैदल चलने वाले जा सकेंगे। लोग खुश हैं।",
        3,
    ),
];

fn recension(arguments: &[&str]) -> Output {
    let output = Command::new(env!("CARGO_BIN_EXE_recension"))
        .args(arguments)
        .output()
        .unwrap();
    let said = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(0), "{arguments:?}: {said}");
    output
}

/// The dossier of some texts, checked against their bytes.
fn dossier(texts: &[&str]) -> Value {
    let folder = tempfile::tempdir().unwrap();
    let reports = folder.path().join("reports");
    std::fs::create_dir(&reports).unwrap();
    for (index, text) in texts.iter().enumerate() {
        std::fs::write(reports.join(format!("{index}.txt")), text).unwrap();
    }
    let path = folder.path().join("dossier.json");
    let (path, reports) = (path.to_str().unwrap(), reports.to_str().unwrap());
    recension(&["dossier", reports, "-o", path]);
    recension(&["verify", path]);
    // Every form is made without a fault.
    for format in ["text", "markdown", "html"] {
        assert!(
            !recension(&["dossier", reports, "--format", format])
                .stdout
                .is_empty()
        );
    }
    serde_json::from_slice(&std::fs::read(Path::new(path)).unwrap()).unwrap()
}

fn sentences(text: &str) -> Vec<String> {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("report.txt");
    std::fs::write(&path, text).unwrap();
    let shown = recension(&["show", "witness", path.to_str().unwrap()]).stdout;
    let shown = String::from_utf8(shown).unwrap();
    let lines = shown.lines().filter_map(|line| {
        let line = line.trim_start();
        let (number, rest) = line.split_once(' ')?;
        number.parse::<usize>().ok()?;
        let (role, sentence) = rest.trim_start().split_once(' ')?;
        matches!(role, "lead" | "body").then(|| sentence.trim().to_owned())
    });
    lines.collect()
}

fn check_pair(texts: &[&str], language: &str) -> Value {
    let dossier = dossier(texts);
    let stories = dossier["stories"].as_array().unwrap();
    assert_eq!(stories.len(), 1, "one event, one story");
    let story = stories[0].clone();
    assert_eq!(story["reports"], 2);
    for witness in story["witnesses"].as_array().unwrap() {
        assert_eq!(witness["language"], language);
    }
    story
}

#[test]
fn two_reports_of_one_event_make_one_story_in_any_script() {
    for (texts, language) in [(ARABIC, "ar"), (CHINESE, "zh")] {
        let story = check_pair(&texts, language);
        let published: Vec<&str> = story["witnesses"]
            .as_array()
            .unwrap()
            .iter()
            .filter_map(|witness| witness["published"]["value"].as_str())
            .collect();
        assert_eq!(published, ["2024-03-04", "2024-03-05"], "{language}");
    }
}

#[test]
fn sentences_end_where_their_scripts_end_them() {
    let arabic = sentences(ARABIC[0]);
    assert!(arabic.iter().any(|s| s == "هل يكفي ذلك؟"), "{arabic:?}");
    let chinese = sentences(CHINESE[0]);
    assert!(
        chinese
            .iter()
            .any(|s| s == "经过两年的修缮，临江古桥于周一重新开放。"),
        "{chinese:?}"
    );
    assert!(
        chinese.iter().any(|s| s == "商户们放心了吗？"),
        "{chinese:?}"
    );
    for (language, text, count) in OTHERS {
        let found = sentences(text);
        assert_eq!(found.len(), count, "{language}: {found:?}");
    }
}
