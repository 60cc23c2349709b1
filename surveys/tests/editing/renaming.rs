//! Carys gives a question another name. Who speaks of it, in whatever language, speaks of it by that name.

use surveys::{
    authoring::{File, Originals, SideBySide, Typed},
    definition::TextKey,
    editing::{
        Direction, Edit, EditError, Edited, Field, NewDerived, NewKind, NewQuestion, Of, Put, edit,
        edit_all,
    },
    keys::SurveyKey,
    language::Language,
};

use super::{SURVEY, key, read};

fn rename(from: &str, to: &str) -> Edit {
    Edit::Rename { question: key(from), to: key(to) }
}

fn originals(text: &str) -> Originals {
    let survey = read(text);
    Originals { of: survey.key.to_string(), texts: survey.texts(), language: None }
}

/// All of it in Welsh: each text with an accent behind it.
fn in_welsh(text: &str) -> SideBySide {
    let welsh = Language::new("cy").expect("a language");
    let mut side = SideBySide::of(&originals(text), &welsh, None).expect("texts");
    for pair in side.pairs() {
        let to = format!("{}^", pair.from);
        let (at, from, seen) = (pair.at, pair.from, String::new());
        side.take(&Typed { at, from, seen, to, source: None, is_right: false });
    }
    side
}

/// What is to be done about the Welsh once the survey was edited.
fn amiss(before: &str, edited: &Edited) -> Vec<String> {
    let key = SurveyKey::new("return-to-work").expect("a key");
    let mut text = in_welsh(before).file();
    for renamed in &edited.renamed {
        let file = File { name: "return-to-work.cy.toml".to_owned(), text };
        text = renamed.in_file(&file, key.as_str()).expect("a file in order");
    }
    let file = File { name: "return-to-work.cy.toml".to_owned(), text };
    let welsh = Language::new("cy").expect("a language");
    let side = SideBySide::of(&originals(&edited.text), &welsh, Some(&file)).expect("in order");
    let open = side.pairs().into_iter().filter(|pair| !pair.amiss.is_empty());
    let open = open.map(|pair| format!("{}: {:?}", pair.at, pair.amiss));
    open.chain(side.gone().into_iter().map(|gone| format!("{} is gone", gone.at))).collect()
}

#[test]
fn every_translation_goes_with_its_question_and_with_the_page_that_is_called_after_it() {
    let hint = Edit::Set { question: key("help"), field: Field::Hint, to: key("With {hrs}?") };
    let text = edit(SURVEY, &hint).expect("it is said");

    let edited = edit_all(&text, &[rename("hrs", "hours"), rename("working", "job")]);
    let edited = edited.expect("it is renamed");

    assert!(edited.text.contains("With {hours}?"), "{}", edited.text);
    assert!(in_welsh(&edited.text).pairs().iter().any(|pair| pair.at.0 == "page:hours.title"));
    assert_eq!(amiss(&text, &edited), [""; 0]);
}

#[test]
fn what_was_put_aside_of_the_question_is_renamed_with_it_and_comes_back() {
    let mut side = in_welsh(SURVEY);
    let gone = Typed {
        at: TextKey(key("hrs.hint")),
        from: key("About will do"),
        seen: String::new(),
        to: key("Tua"),
        source: None,
        is_right: false,
    };
    side.take(&gone);
    let edited = edit_all(SURVEY, &[rename("hrs", "hours")]).expect("it is renamed");
    let file = File { name: "return-to-work.cy.toml".to_owned(), text: side.file() };

    let text = edited.renamed[0].in_file(&file, "return-to-work").expect("a file in order");

    assert!(text.contains("at = \"hours.hint\"") && !text.contains("\"hrs."), "{text}");
}

#[test]
fn a_survey_that_is_not_in_order_is_renamed_all_the_same() {
    let broken = SURVEY.replace("asked_if = \"hrs > 0\"", "asked_if = \"hrs > 0 and nobody = 1\"");
    let edited = edit_all(&broken, &[rename("hrs", "hours")]).expect("it is renamed");
    let mended = Edited { text: edited.text.replace(" and nobody = 1", ""), ..edited };
    assert_eq!(amiss(SURVEY, &mended), [""; 0]);
}

#[test]
fn conditions_that_stand_in_one_line_are_renamed_and_their_order_and_comments_stay() {
    let inline = SURVEY.replace(
        "[routing]\nshoes = \"working one of 1, 2\" # those who walk to work\n",
        "conditions = { employed = \"working one of 1, 2\", idle = \"working = 3\" }\n\
         routing = { shoes = \"working one of 1, 2\" }\n",
    );
    let routed = SURVEY
        .replace("[routing]\n", "[routing]\n# of the diary\nworking = \"arm = 1\" # for some\n");

    let new = edit(&inline, &rename("working", "job")).expect("it is renamed");
    let in_place = edit(&routed, &rename("working", "job")).expect("it is renamed");

    for said in
        ["employed = \"job one of 1, 2\"", "idle = \"job = 3\"", "shoes = \"job one of 1, 2\""]
    {
        assert!(new.contains(said), "{said}: {new}");
    }
    let lines =
        "[routing]\n# of the diary\njob = \"arm = 1\" # for some\nshoes = \"job one of 1, 2\" #";
    assert!(in_place.contains(lines), "{in_place}");
}

#[test]
fn the_name_of_a_variable_is_taken_whoever_asks_for_it() {
    let derived = NewDerived {
        key: key("d_full"),
        label: key("Works 30 hours a week or more"),
        when: key("hrs >= 30"),
        missing_of: vec![key("hrs")],
    };
    let text = edit(SURVEY, &Edit::AddDerived(derived.clone())).expect("it is added");
    let of_bank = SURVEY.replace("minutes = 3\n", "minutes = 3\nderive = [\"d_bank\"]\n");
    let new = |name: &str| {
        let question = NewQuestion { key: key(name), text: key("?"), kind: NewKind::Text };
        Edit::Add { to: Put::Last, question }
    };

    for change in
        [rename("hrs", "d_full"), new("d_full"), new("working_96t"), rename("hrs", "working_96t")]
    {
        assert!(matches!(edit(&text, &change), Err(EditError::Taken(_))), "{change:?}");
    }
    assert_eq!(edit(&of_bank, &rename("hrs", "d_bank")), Err(EditError::Taken(key("d_bank"))));
    let as_question = NewDerived { key: key("hrs"), ..derived };
    let as_question = edit(SURVEY, &Edit::AddDerived(as_question));
    assert_eq!(as_question, Err(EditError::Taken(key("hrs"))));
}

#[test]
fn the_words_behind_an_option_of_a_shared_list_are_renamed_too() {
    let listed = SURVEY
        .replace("{ code = 2, text = \"Saturday\" }", "{ code = 96, text = \"Other\", other = 50 }")
        .replace(
            "kind = \"text\"\nmost = 500",
            "kind = \"text\"\nmost = 500\nhint = \"Not {days_96t}?\"",
        );
    let new = edit(&listed, &rename("days", "weekdays")).expect("it is renamed");
    assert!(new.contains("Not {weekdays_96t}?"), "{new}");
}

#[test]
fn a_heading_keeps_its_translation_when_another_question_comes_first_below_it() {
    let always = Edit::When { of: Of::Question(key("days")), when: None };
    let up = Edit::Move { question: key("days"), to: Direction::Up };
    let edited = edit_all(SURVEY, &[always, up]).expect("it is moved");

    let headed = in_welsh(&edited.text).pairs();
    assert!(headed.iter().any(|pair| pair.at.0 == "page:days.title"), "{headed:?}");
    assert_eq!(amiss(SURVEY, &edited), [""; 0]);
}
