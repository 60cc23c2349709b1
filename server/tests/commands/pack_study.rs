//! What an ethics committee is given of a study whose own words changed, and how many people a change concerns.

use crate::{
    desk::Desk,
    packs::{between, follow, unzipped, writes_exit},
};

/// A study that raises alerts is loaded, and loaded again with these words put for those.
fn loaded_again(test: &str, changes: &[(&str, &str)]) -> Desk {
    let desk = Desk::empty(test);
    desk.writes("check-in.toml", include_str!("../../../examples/safeguarding/check-in.toml"));
    desk.writes("study.toml", include_str!("../../../examples/safeguarding/study.toml"));
    desk.writes("protocol.toml", include_str!("../../../examples/safeguarding/protocol.toml"));
    assert_eq!(desk.types("study load study.toml").code, 0);
    let mut study = desk.reads("study.toml");
    for (from, to) in changes {
        assert!(study.contains(from), "{from} is missing");
        study = study.replace(from, to);
    }
    desk.writes("study.toml", study);
    assert_eq!(desk.types("study load study.toml").code, 0);
    desk
}

/// The form asks for something else, a voucher is worth more, one promise is gone, danger is met sooner, and the
/// organisation has another name.
const AMENDED: [(&str, &str); 6] = [
    ("[consent]\nversion = 1", "[consent]\nversion = 2"),
    ("used in other research.", "used in other studies."),
    ("We send a £10 voucher", "We send a £15 voucher"),
    (
        "  \"We do not keep the address of your device, and we put no trackers in our messages.\",\n",
        "",
    ),
    ("level_3_hours = 4", "level_3_hours = 2"),
    ("organisation = \"Larkfield Research\"", "organisation = \"Larkfield Trust\""),
];

#[test]
fn a_committee_sees_what_was_amended_in_consent_sheets_privacy_safeguarding_and_data_flow() {
    let desk = loaded_again("pack-amended", &AMENDED);

    desk.types("pack --study lantern --study-since 1 --out pack").done();

    let html = desk.reads("pack/pack.html");
    let changed = between(&html, ">What changed</h2>", "<h2");
    follow(
        changed,
        &["with version 1 of the consent form; now it is version 2.", "What people are told"],
    );
    for part in ["The consent form", "What interviewers say", "Safeguarding", "Where data go"] {
        assert!(changed.contains(&format!("<li>{part}</li>")), "{part} changed");
    }
    let part = |name: &str| between(&html, &format!(">{name}</h2>"), "<h2").to_owned();
    follow(
        &part("What people are told"),
        &[
            "We send a <del>£10 </del><ins>£15 </ins>voucher",
            "<del>We do not keep the address of your device, and we put no trackers in our messages.</del>",
        ],
    );
    follow(
        &part("The consent form"),
        &[
            "Version <del>1, </del><ins>2, </ins>used from",
            "used in other <del>research.</del><ins>studies.</ins>",
        ],
    );
    follow(&part("What interviewers say"), &["Larkfield <del>", "<ins>Trust"]);
    follow(&part("Safeguarding"), &["level 3 within <del>4 </del><ins>2 </ins>staffed hours."]);
    follow(&part("Where data go"), &["<ins>Trust </ins>enrols", "<ins>studies.”</ins>"]);
    assert!(!part("What people are told").contains("<ins>You can skip"), "what stayed is not new");
    let text = unzipped(&desk, "pack/pack.docx", "word/document.xml");
    for tracked in ["£10 ", "research.", "4 "] {
        let gone = format!("<w:delText xml:space=\"preserve\">{tracked}</w:delText>");
        assert!(text.contains(&gone), "{tracked} is tracked in a word processor");
    }
}

#[test]
fn a_committee_reads_that_nothing_of_the_study_changed_where_only_its_sites_did() {
    let site = "[[sites]]\nkey = \"stonebeck\"\ntitle = \"Stonebeck\"\n";
    let desk = loaded_again("pack-sites", &[(site, "")]);

    desk.types("pack --study lantern --study-since 1 --out pack").done();

    let html = desk.reads("pack/pack.html");
    assert!(html.contains("These parts of the pack say the same as then."));
    assert!(!html.contains("<del>") && !html.contains("<ins>"));
}

#[test]
fn a_text_of_the_study_that_there_never_was_is_refused_with_those_that_there_are() {
    let desk = loaded_again("pack-no-text", &AMENDED);
    desk.types("pack --study lantern --out plain").done();
    assert!(!desk.reads("plain/pack.html").contains("<del>"), "nothing is marked unasked");
    desk.types("pack --study lantern --study-since 2 --out none")
        .refused_with("the study has no earlier text 2; those that are kept: 1 from ");

    let desk = Desk::with_study("pack-one-text");
    desk.types("pack --study bridgeway --study-since 1 --out none")
        .refused("the study has no earlier text 1; it was never loaded with other words");
    assert!(!desk.has("none"));
}

#[test]
fn a_committee_reads_how_many_people_a_changed_survey_and_a_changed_protocol_concern() {
    let desk = Desk::with_people("pack-people");
    let people = desk.reads("enrolment.csv").lines().count() - 1;
    writes_exit(&desk, "2", &[("How is your health in general?", "How is your health?")]);
    let own = desk.reads("protocol.toml").replacen("version = 1", "version = 2", 1);
    desk.writes("protocol.toml", own.replacen("day = 35", "day = 36", 1));
    let publish = "protocol publish protocol.toml --study bridgeway --reason Plainer";
    desk.types(publish).done();

    desk.types("pack --study bridgeway --since exit@1 --protocol-since 1 --out pack").done();

    let html = desk.reads("pack/pack.html");
    let changed = between(&html, ">What changed</h2>", "<h2");
    let (of_protocol, of_survey) =
        changed.split_once("Exit: version 2 since version 1").expect("both changed");
    follow(
        of_protocol,
        &[
            "The protocol: version 2 since version 1",
            "Whom it concerns",
            &format!("<li>{people} people are in the study</li>"),
            &format!("<li>Baseline: {people} people have not sent theirs</li>"),
            &format!("<li>Four months: {people} people have not sent theirs</li>"),
        ],
    );
    let to_come = format!("exit: {people} people not begun</li>");
    follow(of_survey, &["Whom it concerns", &to_come]);
    assert!(!of_survey.contains("people answering it"), "nobody has begun");
}
