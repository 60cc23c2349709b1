//! DDI-Codebook, against the order of its elements. The published schema may not be shipped (decision 87), so the part of
//! it that we write stands here as facts: what may be in what, in which order and with which attributes.

use std::collections::BTreeSet;

use datasets::{Codebook, ddi};
use proptest::prelude::*;

use super::{
    codebook, hard, hostile,
    tree::{Element, read},
};

/// An element, what may stand in it in this order, and its attributes. One with `!` has to be there.
const GRAMMAR: [(&str, &str, &str); 39] = [
    ("codeBook", "docDscr stdyDscr! fileDscr dataDscr", "xmlns! version! xml:lang"),
    ("docDscr", "citation", ""),
    ("stdyDscr", "citation! stdyInfo method dataAccs", ""),
    ("citation", "titlStmt! rspStmt prodStmt", ""),
    ("titlStmt", "titl! IDNo", ""),
    ("titl", "", ""),
    ("IDNo", "", ""),
    ("rspStmt", "AuthEnty", ""),
    ("AuthEnty", "", ""),
    ("prodStmt", "software", ""),
    ("software", "", ""),
    ("stdyInfo", "abstract sumDscr", ""),
    ("abstract", "", ""),
    ("sumDscr", "collDate", ""),
    ("collDate", "", "date event"),
    ("method", "dataColl", ""),
    ("dataColl", "collMode", ""),
    ("collMode", "", ""),
    ("dataAccs", "useStmt", ""),
    ("useStmt", "conditions", ""),
    ("conditions", "", ""),
    ("fileDscr", "fileTxt notes", "ID URI xml:lang"),
    ("fileTxt", "fileName fileCont dimensns fileType", ""),
    ("fileName", "", ""),
    ("fileCont", "", ""),
    ("dimensns", "caseQnty varQnty", ""),
    ("fileType", "", "charset"),
    ("dataDscr", "varGrp var", ""),
    ("varGrp", "labl", "ID type var"),
    (
        "var",
        "labl qstn valrng invalrng universe catgry varFormat notes",
        "ID name files intrvl nature xml:lang dcml temporal",
    ),
    ("labl", "", "xml:lang"),
    ("qstn", "qstnLit", ""),
    ("valrng", "range", ""),
    ("invalrng", "item range", ""),
    ("range", "", "UNITS min max"),
    ("item", "", "UNITS VALUE"),
    ("catgry", "catValu labl", "missing"),
    ("varFormat", "", "type schema category"),
    ("notes", "", "type"),
];

/// What the schema allows of attributes that have a list.
const VALUES: [(&str, &str); 8] = [
    ("intrvl", "contin discrete"),
    ("nature", "nominal ordinal interval ratio percent other"),
    ("temporal", "Y N"),
    ("missing", "Y N"),
    ("UNITS", "INT REAL"),
    ("schema", "SAS SPSS IBM ANSI ISO XML-Data other"),
    ("category", "date time currency other"),
    ("event", "start end single"),
];

/// Elements that hold no more than words.
const WORDS: [&str; 4] = ["universe", "catValu", "qstnLit", "caseQnty"];

fn written(of: &Codebook) -> Element {
    let mut out = Vec::new();
    ddi::write(of, &mut out).expect("a file");
    read(&out)
}

fn check(of: &Codebook) -> Element {
    let root = written(of);
    assert_eq!((root.name.as_str(), root.attribute("xmlns")), ("codeBook", "ddi:codebook:2_5"));
    for element in root.all() {
        check_element(element);
    }
    let ids: Vec<_> = root
        .all()
        .iter()
        .map(|own| own.attribute("ID").to_owned())
        .filter(|id| !id.is_empty())
        .collect();
    let once: BTreeSet<_> = ids.iter().map(String::as_str).collect();
    assert_eq!(ids.len(), once.len(), "an ID is there twice");
    for (name, of) in [("varGrp", "var"), ("var", "files")] {
        for element in root.named(name) {
            let named: Vec<_> = element.attribute(of).split(' ').collect();
            assert!(named.iter().all(|id| once.contains(id)), "{named:?}");
        }
    }
    root
}

fn check_element(element: &Element) {
    let name = element.name.as_str();
    if WORDS.contains(&name) || name == "varQnty" {
        assert!(element.children.is_empty() && element.attributes.is_empty(), "{name}");
        return;
    }
    let rule = GRAMMAR.iter().find(|(own, ..)| *own == name);
    let (_, children, attributes) = rule.unwrap_or_else(|| panic!("{name} is not of DDI"));
    let order: Vec<_> = children.split_whitespace().map(|own| own.trim_end_matches('!')).collect();
    let places: Vec<_> = element
        .children
        .iter()
        .map(|child| {
            let place = order.iter().position(|own| *own == child.name);
            place.unwrap_or_else(|| panic!("{} in {name}", child.name))
        })
        .collect();
    assert!(places.is_sorted(), "{name}: {places:?}");
    for needed in children.split_whitespace().filter_map(|own| own.strip_suffix('!')) {
        assert!(element.child(needed).is_some(), "{name} without {needed}");
    }
    for (attribute, value) in &element.attributes {
        let known = attributes.split_whitespace().any(|own| own.trim_end_matches('!') == attribute);
        assert!(known, "{attribute} of {name}");
        let list = VALUES.iter().find(|(own, _)| own == attribute);
        let allowed = list.is_none_or(|(_, list)| list.split(' ').any(|own| own == value));
        assert!(allowed, "{attribute} of {name} is {value}");
    }
    for needed in attributes.split_whitespace().filter_map(|own| own.strip_suffix('!')) {
        assert!(!element.attribute(needed).is_empty(), "{name} without {needed}");
    }
    let group = ["section", "multipleResp"];
    assert!(name != "varGrp" || group.contains(&element.attribute("type")));
    assert!(name != "varFormat" || ["numeric", "character"].contains(&element.attribute("type")));
}

#[test]
fn every_document_has_the_elements_of_the_schema_in_their_order() {
    for of in [codebook(), hostile(), hard(), Codebook::default()] {
        let root = check(&of);
        let variables: usize = of.files.iter().map(|file| file.dataset.variables().len()).sum();
        assert_eq!(root.named("var").len(), variables);
    }
}

fn variable<'r>(root: &'r Element, id: &str) -> &'r Element {
    let variables = root.named("var");
    variables.into_iter().find(|own| own.attribute("ID") == id).expect("a variable")
}

#[test]
fn an_archive_is_told_of_a_variable_all_that_the_codebook_knows() {
    let root = check(&codebook());
    let works = variable(&root, "V1.w1_works");

    assert_eq!(works.attribute("files"), "F1");
    assert_eq!((works.attribute("intrvl"), works.attribute("nature")), ("discrete", "nominal"));
    assert_eq!(works.texts("labl"), ["In paid work"]);
    assert_eq!(
        works.named("qstnLit")[0].text,
        "Did you do any paid work last month?\nInclude odd jobs."
    );
    assert_eq!(works.texts("universe"), ["Everybody aged 16 or over"]);
    let ranges: Vec<_> = works
        .named("range")
        .iter()
        .map(|own| (own.attribute("min"), own.attribute("max")))
        .collect();
    assert_eq!(ranges, [("1", "2"), ("-9", "-1")]);
    let barrier = variable(&root, "V1.w1_barrier_01");
    let items: Vec<_> = barrier.named("item").iter().map(|own| own.attribute("VALUE")).collect();
    assert_eq!(items, ["-8"]);
}

#[test]
fn codes_are_categories_and_what_ddi_has_no_element_for_is_a_note() {
    let root = check(&codebook());
    let works = variable(&root, "V1.w1_works");
    let codes: Vec<_> = works
        .named("catgry")
        .iter()
        .map(|own| (own.attribute("missing"), own.texts("catValu")[0], own.texts("labl")[0]))
        .collect();
    assert_eq!(codes.len(), 11);
    assert_eq!(
        codes[..3],
        [("", "1", "Yes"), ("", "2", "No"), ("Y", "-1", "Not applicable (routed past)")]
    );
    let notes: Vec<_> =
        works.named("notes").iter().map(|own| (own.attribute("type"), own.text.as_str())).collect();
    assert_eq!(
        notes,
        [
            ("waves", "w0; w1"),
            ("change", "w1: “last week” became “last month”"),
            ("source", "Invented for this study; CC BY 4.0")
        ]
    );
}

#[test]
fn kinds_are_told_by_how_their_cells_are_written() {
    let root = check(&codebook());
    let format = |id: &str| {
        let own = variable(&root, id);
        let format = own.child("varFormat").expect("a format");
        let kind = (format.attribute("type"), format.attribute("category"), format.text.as_str());
        (kind, own.attribute("dcml"), own.attribute("temporal"))
    };
    assert_eq!(format("V1.row_key"), (("character", "", ""), "", ""));
    assert_eq!(format("V1.hours"), (("numeric", "", ""), "1", ""));
    assert_eq!(format("V1.w2_born"), (("character", "date", "YYYY-MM-DD"), "", "Y"));
    assert_eq!(format("V1.w2_began"), (("character", "date", "YYYY-MM"), "", "Y"));
    assert_eq!(format("V1.w2_sent_utc"), (("character", "time", "YYYY-MM-DDTHH:MM:SSZ"), "", "Y"));
}

#[test]
fn an_archive_is_told_of_the_study_its_files_and_their_parts() {
    let root = check(&codebook());
    let study = root.child("stdyDscr").expect("a study");
    let texts =
        |name: &str| study.named(name).iter().map(|own| own.text.clone()).collect::<Vec<_>>();
    assert_eq!(texts("titl"), ["Work & health"]);
    assert_eq!(texts("IDNo"), ["ISRCTN00000000"]);
    assert_eq!(texts("AuthEnty"), ["An invented university"]);
    assert_eq!(texts("abstract"), ["An invented trial.", "Nobody was asked."]);
    assert_eq!(texts("collDate"), ["2026-11-01", "2026-11-30"]);
    assert_eq!(texts("collMode"), ["On the web", "By telephone"]);
    assert_eq!(texts("conditions"), ["For nobody"]);
    let files: Vec<_> =
        root.named("fileTxt").iter().map(|own| own.named("caseQnty").len()).collect();
    assert_eq!(files, [1, 0]);
    let first = root.named("fileDscr")[0];
    assert_eq!(
        (first.attribute("URI"), first.named("varQnty")[0].text.as_str()),
        ("wide.csv", "10")
    );
    let groups: Vec<_> = root
        .named("varGrp")
        .iter()
        .map(|own| {
            (own.attribute("ID"), own.attribute("type"), own.text.trim(), own.attribute("var"))
        })
        .collect();
    assert_eq!(
        groups,
        [
            ("G1.2", "section", "w1", "V1.w1_status"),
            ("G1.3", "section", "w1: Work", "V1.w1_works V1.w1_barrier_01 V1.w1_barrier_02"),
            ("G1.4", "section", "w1: Life", "V1.w1_satisfied"),
            ("G1.5", "section", "w2: Dates", "V1.w2_born V1.w2_began V1.w2_sent_utc"),
            ("S1.barrier", "multipleResp", "What is hard?", "V1.w1_barrier_01 V1.w1_barrier_02"),
            ("G2.1", "section", "w0; w1: العمل", "V2.works"),
        ]
    );
    assert_eq!(variable(&root, "V2.works").attribute("xml:lang"), "ar");
}

proptest! {
    #[test]
    fn whatever_words_are_the_document_is_whole(words: String, marks in "[<>&'\"\\]\r\t\n -]{0,40}") {
        let mut of = codebook();
        of.title = words.clone();
        of.about = vec![words, marks];
        check(&of);
    }
}
