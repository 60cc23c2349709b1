//! A scale whose words are not here is known by what they come to.

use super::{Held, asked, fingerprint};
use crate::{
    authoring::{self, File},
    safeguarding::wording::plain,
    scoring,
};

#[test]
fn a_scale_that_needs_a_licence_is_known_by_its_words_under_any_keys() {
    let words = ["Invented: I dig", "Invented: I rake", "Invented: I sow", "Invented: I mow"];
    let known_by = words.map(|words| fingerprint(&plain(words))).to_vec();
    let scale = scoring::instrument("swemwbs").expect("it is there").clone();
    let scale = scoring::Instrument { known_by, ..scale };
    let question = |(place, words): (usize, &str)| {
        format!("{{ key = \"q{place}\", text = \"{words}.\", kind = \"text\", most = 9 }}")
    };
    let survey = |words: &[&str]| {
        let questions: Vec<_> = words.iter().copied().enumerate().map(question).collect();
        let keys: Vec<_> = (0..words.len()).map(|place| format!("\"q{place}\"")).collect();
        let text = format!(
            "key = \"lately\"\nversion = 1\ntitle = \"Lately\"\nlanguage = \"en-GB\"\nminutes = 1\n\
             sections = [{{ title = \"You\", pages = [{{ questions = [{}] }}] }}]\nquestions = [{}]\n",
            keys.join(", "),
            questions.join(", ")
        );
        authoring::read(&File { name: "lately.toml".into(), text }, &|_| None).expect("a survey")
    };

    let (whole, one) = (survey(&words), survey(&words[..1]));

    let held = Held::against(&scale, None, &asked(&whole)).is_some_and(|held| held.needs_licence());
    assert!(held);
    let one = Held::against(&scale, None, &asked(&one)).is_some_and(|held| held.needs_licence());
    assert!(!one, "one question of them is no scale");
}
