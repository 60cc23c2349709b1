//! Anna translates a file by email, for a week. Ben translates on the site meanwhile. Neither loses a word.

use surveys::{
    authoring::{File, Originals, Returned, SideBySide, Typed},
    definition::TextKey,
};

use super::translations::{named, welsh};

const TEXTS: [(&str, &str); 3] = [("a.text", "Well?"), ("b.text", "Ill?"), ("c.text", "Tired?")];

fn originals(texts: &[(&str, &str)]) -> Originals {
    let texts = texts.iter().map(|(at, from)| (TextKey((*at).to_owned()), (*from).to_owned()));
    Originals { of: "check-in".to_owned(), texts: texts.collect(), language: None }
}

fn of(file: &str, texts: &[(&str, &str)]) -> SideBySide {
    let file = named("check-in.cy.toml", file);
    SideBySide::of(&originals(texts), &welsh(), Some(&file)).expect("a file in order")
}

/// What stands on the site: `a` and `b` are translated.
fn site() -> SideBySide {
    let mut site = SideBySide::of(&originals(&TEXTS), &welsh(), None).expect("texts");
    for (at, to) in [("a.text", "Da?"), ("b.text", "Sâl?")] {
        writes(&mut site, at, to);
    }
    site
}

fn writes(site: &mut SideBySide, at: &str, to: &str) {
    let before = site.pairs().into_iter().find(|pair| pair.at.0 == at).expect("a text");
    let typed = Typed {
        at: before.at,
        from: before.from,
        seen: before.to,
        to: to.to_owned(),
        source: None,
        is_right: true,
    };
    site.take(&typed);
}

fn doubts(returned: &Returned) -> Vec<String> {
    let doubts = returned.in_doubt.iter();
    doubts.map(|one| format!("{}: {} or {}", one.at, one.here, one.there)).collect()
}

/// Anna changes the file that she was sent, and Ben writes on the site: what is there then, how many texts were taken
/// and unchanged, and of which somebody has to choose.
fn check(
    anna: &[(&str, &str)],
    ben: &[(&str, &str)],
    to: [&str; 3],
    counts: (usize, usize),
    doubted: &[&str],
) {
    let mut site = site();
    let mut file = site.file_to_send();
    for (old, new) in anna {
        assert!(file.contains(old), "{file}");
        file = file.replace(old, new);
    }
    for (at, to) in ben {
        writes(&mut site, at, to);
    }

    let returned = site.take_file(&of(&file, &TEXTS));

    let there: Vec<_> = site.pairs().into_iter().map(|pair| pair.to).collect();
    assert_eq!(there, to);
    assert_eq!((returned.taken, returned.unchanged), counts);
    assert_eq!(doubts(&returned), doubted);
    assert!(!site.file().contains("given"), "the marks are for the translator's file only");
}

#[test]
fn what_ben_wrote_while_anna_had_the_file_is_not_put_back() {
    let anna = [("Tired?\"\nto = \"\"", "Tired?\"\nto = \"Wedi blino?\"")];
    check(&anna, &[("a.text", "Iawn?")], ["Iawn?", "Sâl?", "Wedi blino?"], (1, 2), &[]);
}

#[test]
fn what_anna_changed_is_taken_where_ben_changed_nothing() {
    let anna = [("Sâl?", "Yn sâl?")];
    check(&anna, &[("a.text", "Iawn?")], ["Iawn?", "Yn sâl?", ""], (1, 1), &[]);
}

#[test]
fn where_both_changed_a_text_what_is_here_stays_and_somebody_chooses() {
    let anna = [("Sâl?", "Yn sâl?"), ("Tired?\"\nto = \"\"", "Tired?\"\nto = \"Wedi blino?\"")];
    let ben = [("b.text", "Tost?"), ("c.text", "Blinedig?")];
    let doubted = ["b.text: Tost? or Yn sâl?", "c.text: Blinedig? or Wedi blino?"];
    check(&anna, &ben, ["Da?", "Tost?", "Blinedig?"], (0, 1), &doubted);
}

#[test]
fn where_both_wrote_the_same_nobody_is_asked() {
    let anna = [("Sâl?", "Tost?")];
    check(&anna, &[("b.text", "Tost?")], ["Da?", "Tost?", ""], (0, 2), &[]);
}

#[test]
fn a_file_whose_marks_were_lost_fills_what_is_empty_and_is_asked_about_where_it_differs() {
    let mut site = site();
    let entry = |at: &str, from: &str, to: &str| {
        format!("[[texts]]\nat = \"{at}\"\nfrom = \"{from}\"\nto = \"{to}\"\n")
    };
    let file = [
        "language = \"cy\"\nof = \"check-in\"\n".to_owned(),
        entry("a.text", "Well?", "Iach?"),
        entry("b.text", "Ill?", "Sâl?"),
        entry("c.text", "Tired?", "Wedi blino?"),
    ];

    let returned = site.take_file(&of(&file.concat(), &TEXTS));

    let there: Vec<_> = site.pairs().into_iter().map(|pair| pair.to).collect();
    assert_eq!(there, ["Da?", "Sâl?", "Wedi blino?"]);
    assert_eq!((returned.taken, returned.unchanged), (1, 1));
    assert_eq!(doubts(&returned), ["a.text: Da? or Iach?"]);
}

#[test]
fn whoever_takes_the_line_with_was_out_of_the_file_has_looked_at_the_translation() {
    let changed = [("a.text", "How well?"), ("b.text", "Ill?"), ("c.text", "Tired?")];
    let mut site = of(&site().file(), &changed);
    assert_eq!(site.pairs()[0].amiss.len(), 1);
    let file = site.file_to_send();

    let untouched = site.take_file(&of(&file, &changed));
    let looked_at = site.take_file(&of(&file.replace("was = \"Well?\"\n", ""), &changed));

    assert_eq!((untouched.taken, looked_at.taken), (0, 1));
    assert_eq!(site.pairs()[0].amiss, []);
}

#[test]
fn what_anna_translated_of_a_question_that_was_taken_out_meanwhile_comes_back_with_it() {
    let file =
        site().file_to_send().replace("Tired?\"\nto = \"\"", "Tired?\"\nto = \"Wedi blino?\"");
    let without = &TEXTS[..2];
    let mut shorter = of(&site().file(), without);
    let mut bens = of(&site().file(), without);
    let put_aside = Typed {
        at: TextKey("c.text".to_owned()),
        from: "Tired?".to_owned(),
        seen: String::new(),
        to: "Blinedig?".to_owned(),
        source: None,
        is_right: false,
    };
    bens.take(&put_aside);

    let taken = shorter.take_file(&of(&file, without));
    let doubted = bens.take_file(&of(&file, without));

    assert_eq!((taken.taken, taken.put_aside), (0, 1));
    assert_eq!(of(&shorter.file(), &TEXTS).pairs()[2].to, "Wedi blino?");
    assert_eq!(doubts(&doubted), ["c.text: Blinedig? or Wedi blino?"]);
    assert_eq!(of(&bens.file(), &TEXTS).pairs()[2].to, "Blinedig?");
}

#[test]
fn a_file_that_is_brought_up_to_date_elsewhere_keeps_its_marks() {
    let sent = File { name: "check-in.cy.toml".to_owned(), text: site().file_to_send() };
    let renewed = surveys::authoring::Renewed::of(&originals(&TEXTS), &welsh(), Some(&sent));
    assert_eq!(renewed.expect("a file in order").text, sent.text);
}
