//! The page: whole, without anything that runs, and to be read by everybody.

use std::collections::BTreeSet;

use datasets::{Codebook, codebook::page};
use proptest::prelude::*;

use super::{
    codebook, hard, hostile,
    tree::{Element, read},
};

fn written(of: &Codebook) -> Element {
    let mut out = Vec::new();
    page::write(of, &mut out).expect("a file");
    read(&out)
}

/// Elements that a page of ours has. None fetches or runs anything.
const ELEMENTS: [&str; 34] = [
    "a", "article", "bdi", "body", "caption", "code", "dd", "dl", "dt", "h1", "h2", "h3", "h4",
    "h5", "head", "header", "html", "li", "main", "meta", "nav", "p", "section", "style", "table",
    "tbody", "td", "th", "thead", "title", "tr", "ul", "span", "div",
];

const ATTRIBUTES: [&str; 12] = [
    "aria-labelledby",
    "charset",
    "class",
    "content",
    "dir",
    "href",
    "http-equiv",
    "id",
    "lang",
    "name",
    "scope",
    "title",
];

fn check(of: &Codebook) {
    let page = written(of);
    let all = page.all();
    for element in &all {
        assert!(ELEMENTS.contains(&element.name.as_str()), "{}", element.name);
        for (name, value) in &element.attributes {
            assert!(ATTRIBUTES.contains(&name.as_str()), "{name}");
            assert!(name != "href" || value.starts_with('#'), "{value}");
        }
    }
    let ids: Vec<_> =
        all.iter().map(|element| element.attribute("id")).filter(|id| !id.is_empty()).collect();
    let once: BTreeSet<_> = ids.iter().copied().collect();
    assert_eq!(ids.len(), once.len(), "an id is there twice");
    for element in &all {
        let target = element.attribute("href").trim_start_matches('#');
        assert!(target.is_empty() || once.contains(target), "{target} is nowhere");
        let label = element.attribute("aria-labelledby");
        assert!(label.is_empty() || once.contains(label), "{label} is nowhere");
    }
    let policy =
        page.named("meta").into_iter().find(|meta| !meta.attribute("http-equiv").is_empty());
    let policy = policy.expect("a policy").attribute("content");
    assert_eq!(policy, "default-src 'none'; style-src 'unsafe-inline'");
    check_headings(&page);
    check_lists(&page);
    let variables: usize = of.files.iter().map(|file| file.dataset.variables().len()).sum();
    assert_eq!(page.named("article").len(), variables);
}

/// One heading over all, and each no more than a step below the one before.
fn check_headings(page: &Element) {
    let level = |element: &&Element| match element.name.as_bytes() {
        [b'h', digit @ b'1'..=b'6'] => Some(digit - b'0'),
        _ => None,
    };
    let levels: Vec<_> = page.all().iter().filter_map(level).collect();
    assert_eq!(levels.iter().filter(|level| **level == 1).count(), 1);
    assert!(levels.windows(2).all(|pair| pair[1] <= pair[0] + 1), "{levels:?}");
}

/// Lists hold what lists hold, and tables have headings.
fn check_lists(page: &Element) {
    let only = |of: &str, names: &[&str]| {
        let held = page.named(of).into_iter().flat_map(|element| &element.children);
        held.for_each(|child| {
            assert!(names.contains(&child.name.as_str()), "{} in {of}", child.name)
        });
    };
    only("ul", &["li"]);
    only("dl", &["dt", "dd"]);
    only("tr", &["th", "td"]);
    let headings = page.named("th");
    assert!(headings.iter().all(|heading| !heading.attribute("scope").is_empty()));
    assert!(page.named("ul").iter().all(|list| !list.children.is_empty()));
}

#[test]
fn every_page_is_whole_and_has_nothing_that_runs() {
    for of in [codebook(), hostile(), hard(), Codebook::default()] {
        check(&of);
    }
}

fn article<'p>(page: &'p Element, variable: &str) -> &'p Element {
    let articles = page.named("article");
    let own = articles.into_iter().find(|article| article.attribute("aria-labelledby") == variable);
    own.unwrap_or_else(|| panic!("{variable} is not on the page"))
}

#[test]
fn an_analyst_reads_what_was_asked_of_whom_when_and_what_changed() {
    let page = written(&codebook());
    let works = article(&page, "f1.w1_works");
    let list = works.child("dl").expect("what is said");
    let said: Vec<_> = list.texts("dt").into_iter().zip(list.texts("dd")).collect();
    assert_eq!(
        said,
        [
            ("Question", "Did you do any paid work last month?\nInclude odd jobs."),
            ("Asked of", "Everybody aged 16 or over"),
            ("Asked in", "w0, w1"),
            ("Source and licence", "Invented for this study; CC BY 4.0"),
            ("Changes", "w1: “last week” became “last month”"),
            ("Values", "A whole number from 1 to 2; nominal"),
        ]
    );
    let codes: Vec<_> = works.named("tr").iter().map(|row| row.text.as_str()).collect();
    assert_eq!(codes, ["CodeMeaning", "1Yes", "2No"]);
    assert!(works.text.contains("And every one of the missing codes, −9 to −1."));
    let barrier = article(&page, "f1.w1_barrier_01");
    let codes: Vec<_> = barrier.named("tr").iter().map(|row| row.text.as_str()).collect();
    assert_eq!(codes, ["CodeMeaning", "0Not ticked", "1Ticked", "-8Don't know"]);
    assert!(barrier.text.contains("One answer of several toWhat is hard?"));
    let status = article(&page, "f1.w1_status");
    assert!(status.text.contains("doneSent") && !status.text.contains("missing codes"));
}

#[test]
fn contents_lead_to_each_wave_and_each_of_its_sections() {
    let page = written(&codebook());
    let contents = page.named("nav")[0];
    let links: Vec<_> = contents
        .named("a")
        .iter()
        .map(|link| (link.attribute("href"), link.text.as_str()))
        .collect();
    assert_eq!(
        links,
        [
            ("#missing", "Missing codes"),
            ("#f1", "wide: A row for each person"),
            ("#f1.0w", "Not of one wave"),
            ("#f1.1w", "Wave w1"),
            ("#f1.2s", "Work"),
            ("#f1.3s", "Life"),
            ("#f1.4w", "Wave w2"),
            ("#f1.4s", "Dates"),
            ("#f2", "by_wave: صف لكل موجة"),
            ("#f2.0w", "Waves w0; w1"),
            ("#f2.0s", "العمل"),
        ]
    );
    assert!(contents.text.contains("Work (3)"));
}

#[test]
fn words_from_the_right_have_their_language_and_direction_and_ours_stay_from_the_left() {
    let page = written(&codebook());
    assert_eq!((page.attribute("lang"), page.attribute("dir")), ("en", "ltr"));
    let works = article(&page, "f2.works");
    for element in [works.named("bdi")[0], works.named("dd")[0], works.named("td")[0]] {
        assert_eq!((element.attribute("lang"), element.attribute("dir")), ("ar", "rtl"));
    }
    let english = article(&page, "f1.w1_works").named("dd")[0];
    assert_eq!((english.attribute("lang"), english.attribute("dir")), ("en-GB", "auto"));
    let title = page.named("h1")[0];
    assert_eq!(title.text, "Codebook: Work & health");
}

#[test]
fn a_study_reads_first_what_the_files_are() {
    let page = written(&codebook());
    let header = page.named("header")[0];
    assert_eq!(header.texts("p"), ["An invented trial.", "Nobody was asked."]);
    let list = header.child("dl").expect("what is said");
    assert_eq!(
        list.texts("dd"),
        [
            "ISRCTN00000000",
            "An invented university",
            "2026-11-01 to 2026-11-30",
            "On the web; By telephone",
            "For nobody"
        ]
    );
    assert!(page.text.contains("Rows: 2. Variables: 10.") && page.text.contains("Variables: 1."));
}

proptest! {
    #[test]
    fn whatever_words_are_the_page_is_whole(words: String, marks in "[<>&'\"/=a-z\\]\\[! -]{0,40}") {
        let mut of = codebook();
        of.title = format!("{words}{marks}");
        of.about = vec![marks.clone(), words.clone()];
        of.files[0].dataset = {
            let mut outline = of.files[0].dataset.as_ref().clone().into_outline();
            outline.title = marks;
            outline.variables[2].label = words.clone();
            outline.variables[2].origin.section = words;
            std::sync::Arc::new(datasets::Dataset::new(outline).expect("it is in order"))
        };
        check(&of);
    }
}
