//! Drafts in several languages: what is translated goes with the version, and nothing of it is lost by accident.

use records::{
    Db,
    auth::{By, SurveyWriter},
    drafts::{
        self, PublishError, Which, add_language, begin, in_every_language, leave_out, publish,
        save, side_by_side, standing, write,
    },
    versions,
};
use surveys::{
    authoring::{Amiss, SideBySide, Typed},
    definition::TextKey,
    editing::{Edit, edit_all},
    keys::SurveyKey,
    language::Language,
};

use super::{databases::both, eve, key, told};
use crate::study::{noon, with_anna};

pub(super) fn welsh() -> Language {
    Language::new("cy").expect("a language")
}

pub(super) fn typed(at: &str, from: &str, seen: &str, to: &str) -> Typed {
    let [from, seen, to] = [from, seen, to].map(str::to_owned);
    Typed { at: TextKey(at.to_owned()), from, seen, to, source: None, is_right: false }
}

/// Every text that is not translated yet, with an accent behind it.
pub(super) fn accented(side: &SideBySide) -> Vec<Typed> {
    let missing = side.pairs().into_iter().filter(|pair| pair.amiss.contains(&Amiss::Missing));
    missing.map(|pair| typed(&pair.at.0, &pair.from, "", &format!("{}^", pair.from))).collect()
}

/// Eve's draft of a survey of one question, in Welsh as well.
pub(super) async fn begun(db: &Db, eve: &By<SurveyWriter>) -> SurveyKey {
    let sleep = key("sleep");
    begin(db, eve, &sleep, "Sleep", noon()).await.expect("it is begun");
    add_language(db, eve, (&sleep, &welsh()), noon()).await.expect("it is added");
    sleep
}

/// Eve, and her draft.
pub(super) async fn drafted(db: &Db) -> (By<SurveyWriter>, SurveyKey) {
    let study = with_anna(db).await;
    let eve = eve(db, &study).await;
    let sleep = begun(db, &eve).await;
    (eve, sleep)
}

pub(super) async fn translated(db: &Db, eve: &By<SurveyWriter>, sleep: &SurveyKey) {
    let both = side_by_side(db, sleep, &welsh()).await.unwrap().expect("it is there");
    for (which, side) in [(Which::Texts, both.texts), (Which::Words, both.words)] {
        let all = accented(&side.expect("there is something to translate"));
        let overtaken = write(db, eve, (sleep, &welsh(), which), &all, noon()).await;
        assert_eq!(overtaken.expect("it is saved"), []);
    }
}

pub(super) async fn revision(db: &Db, sleep: &SurveyKey) -> u32 {
    let draft = drafts::find(db, sleep).await.unwrap().expect("there is one");
    standing(&draft, &drafts::in_languages(db, sleep).await.unwrap())
}

pub(super) async fn faults(db: &Db, sleep: &SurveyKey) -> Vec<String> {
    let draft = drafts::find(db, sleep).await.unwrap().expect("there is one");
    let read = drafts::check(db, sleep, &draft.text).await.unwrap();
    let faults = read.err().unwrap_or_default();
    faults.into_iter().map(|fault| format!("{}: {}", fault.file, fault.problem)).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_language_is_published_once_every_text_is_translated_and_the_next_draft_begins_with_it() {
    both(|db| async move {
        let (eve, sleep) = drafted(&db).await;

        let missing = faults(&db, &sleep).await;
        assert!(missing.contains(&"sleep.cy.toml: “first.text” is not translated".to_owned()));
        assert!(missing.contains(&"words.cy.toml: “continue” is not translated".to_owned()));
        let early = publish(&db, &eve, &sleep, (revision(&db, &sleep).await, "New"), noon()).await;
        assert!(matches!(early, Err(PublishError::Faulty(_))));
        translated(&db, &eve, &sleep).await;
        let seen = revision(&db, &sleep).await;
        publish(&db, &eve, &sleep, (seen, "New"), noon()).await.expect("it is published");

        let stored = versions::find(&db, &sleep, None).await.unwrap().expect("it is there");
        let in_welsh = stored.survey.in_language(&welsh());
        assert_eq!(in_welsh.questions().next().unwrap().text, "How are you today?^");
        drafts::throw_away(&db, &eve, (&sleep, seen), noon()).await.expect("it is thrown away");
        begin(&db, &eve, &sleep, "", noon()).await.expect("the next is begun");
        assert_eq!(faults(&db, &sleep).await, Vec::<String>::new());
        let next = versions::find(&db, &sleep, None).await.unwrap().expect("it is there");
        let draft = drafts::find(&db, &sleep).await.unwrap().expect("there is one");
        let survey = drafts::check(&db, &sleep, &draft.text).await.unwrap().expect("no faults");
        assert_eq!(survey.translations, next.survey.translations);
        assert_eq!(survey.version, 2);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_draft_that_only_waits_for_its_translators_is_told_from_one_that_is_wrong() {
    both(|db| async move {
        let (eve, sleep) = drafted(&db).await;
        let draft = drafts::find(&db, &sleep).await.unwrap().expect("there is one");
        let broken = draft.text.replace("kind = ", "kinds = ");

        let untranslated = drafts::read(&db, &sleep, &draft.text).await.unwrap();
        let faulty = drafts::read(&db, &sleep, &broken).await.unwrap();
        translated(&db, &eve, &sleep).await;
        let in_order = drafts::read(&db, &sleep, &draft.text).await.unwrap();

        let survey = untranslated.read.as_ref().expect("it is in order in its own language");
        assert!(survey.translations.is_empty());
        assert!(untranslated.untranslated.len() > 2, "{:?}", untranslated.untranslated);
        let faults = faulty.read.as_ref().expect_err("it is wrong");
        assert_eq!(faults[0].file, "sleep.toml");
        let survey = in_order.read.as_ref().expect("it is in order");
        assert_eq!((survey.translations.len(), in_order.untranslated.len()), (1, 0));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_misspelt_field_hides_nothing_of_the_translations_and_what_only_follows_from_it_is_not_told()
 {
    both(|db| async move {
        let (eve, sleep) = drafted(&db).await;
        translated(&db, &eve, &sleep).await;
        let draft = drafts::find(&db, &sleep).await.unwrap().expect("there is one");
        let reworded = draft.text.replace("How are you today?", "How did you sleep?");
        let misspelt = reworded.replace("minutes = ", "minuts = ");
        let twice = reworded.replace("[\"first\"]", "[\"first\", \"first\"]");
        let renamed = reworded.replace("key = \"sleep\"", "key = \"slep\"");
        let lost = draft.text.replace("[\"first\"]", "[\"frst\"]");

        for (wrong, text, stale) in [
            ("a field", misspelt, true),
            ("a question twice", twice, true),
            ("another survey", renamed, true),
            ("no such question", lost, false),
        ] {
            let reading = drafts::read(&db, &sleep, &text).await.unwrap();
            let faults = reading.read.as_ref().expect_err(wrong);
            assert!(faults.iter().all(|fault| fault.file == "sleep.toml"), "{wrong}: {faults:?}");
            let told: Vec<_> = reading.untranslated.iter().map(|fault| &fault.problem).collect();
            let is_stale =
                |problem: &&&String| problem.starts_with("“first.text” has changed since");
            assert_eq!(
                told.iter().filter(is_stale).count(),
                usize::from(stale),
                "{wrong}: {told:?}"
            );
            assert_eq!(told.len(), usize::from(stale), "{wrong}: {told:?}");
            let fault = reading.untranslated.first();
            assert_eq!(fault.and_then(|fault| drafts::wrong_in(&sleep, fault)), stale.then(welsh));
            assert_eq!(
                drafts::check(&db, &sleep, &text).await.unwrap().unwrap_err().len(),
                faults.len() + told.len()
            );
        }
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_languages_of_a_draft_are_told_at_once_as_each_is_alone() {
    both(|db| async move {
        let (eve, sleep) = drafted(&db).await;
        translated(&db, &eve, &sleep).await;
        let urdu = Language::new("ur").expect("a language");
        add_language(&db, &eve, (&sleep, &urdu), noon()).await.expect("it is added");
        leave_out(&db, &eve, (&sleep, &urdu), noon()).await.expect("it is left out");

        let every = in_every_language(&db, &sleep).await.unwrap().expect("it is there");

        let named = every.languages.iter().map(|(own, _)| own.language.to_string());
        assert_eq!(named.collect::<Vec<_>>(), ["cy", "ur"]);
        for (own, pairs) in every.languages {
            let one = side_by_side(&db, &sleep, &own.language).await.unwrap().expect("it is there");
            let sides = [one.texts, one.words].into_iter().flatten();
            let alone: Vec<_> = sides.flat_map(|side| side.pairs()).collect();
            assert_eq!((&one.own, &alone), (&own, &pairs));
        }
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_changed_text_is_a_fault_until_somebody_has_looked_at_its_translation() {
    both(|db| async move {
        let (eve, sleep) = drafted(&db).await;
        translated(&db, &eve, &sleep).await;
        let draft = drafts::find(&db, &sleep).await.unwrap().expect("there is one");

        let other = draft.text.replace("How are you today?", "How did you sleep?");
        save(&db, &eve, &sleep, (1, &other), noon()).await.expect("it is saved");
        let stale = faults(&db, &sleep).await;
        let pair = typed("first.text", "How did you sleep?", "How are you today?^", "How are you today?^");
        let right = Typed { is_right: true, ..pair };
        let on = (&sleep, &welsh(), Which::Texts);
        write(&db, &eve, on, &[right], noon()).await.expect("it is saved");

        assert_eq!(
            stale,
            ["sleep.cy.toml: “first.text” has changed since it was translated: it was “How are you today?” and is \
              “How did you sleep?”"]
        );
        assert_eq!(faults(&db, &sleep).await, Vec::<String>::new());
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_language_is_left_out_knowingly_and_never_by_accident() {
    both(|db| async move {
        let (eve, sleep) = drafted(&db).await;
        translated(&db, &eve, &sleep).await;
        let seen = revision(&db, &sleep).await;
        publish(&db, &eve, &sleep, (seen, "New"), noon()).await.expect("it is published");
        // As a draft is that was begun before its survey had another language.
        drafts::throw_away(&db, &eve, (&sleep, seen), noon()).await.expect("it is thrown away");
        let text = "key = \"sleep\"\nversion = 2\ntitle = \"Sleep\"\nlanguage = \"en-GB\"\nminutes = 1\n\
                    [[sections]]\ntitle = \"You\"\npages = [{ questions = [\"well\"] }]\n\
                    [[questions]]\nkey = \"well\"\ntext = \"Well?\"\nkind = \"text\"\nmost = 9\n";
        let nothing = drafts::Brought { file: "sleep.csv".to_owned(), items: Vec::new() };
        drafts::begin_with(&db, &eve, (&sleep, text), (&[], &nothing), noon()).await.expect("begun");

        let begun = revision(&db, &sleep).await;
        let lost = publish(&db, &eve, &sleep, (begun, "Next"), noon()).await;
        leave_out(&db, &eve, (&sleep, &welsh()), noon()).await.expect("it is left out");
        let unseen = publish(&db, &eve, &sleep, (begun, "Next"), noon()).await;
        let seen = revision(&db, &sleep).await;
        let done = publish(&db, &eve, &sleep, (seen, "Next"), noon()).await;

        let Err(PublishError::LosesLanguages(lost)) = lost else { panic!("{lost:?}") };
        assert_eq!(lost, "Welsh");
        assert!(matches!(unseen, Err(PublishError::ChangedMeanwhile(_))));
        assert_eq!(done.expect("knowingly").version, 2);
        let stored = versions::find(&db, &sleep, None).await.unwrap().expect("it is there");
        assert!(stored.survey.translations.is_empty());
        assert_eq!(told(&db, "survey draft language left out").await.len(), 1);
        assert_eq!(drafts::brought(&db, &sleep).await.unwrap(), Some(nothing));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_question_that_gets_another_name_keeps_its_translations_those_left_out_too() {
    both(|db| async move {
        let (eve, sleep) = drafted(&db).await;
        translated(&db, &eve, &sleep).await;
        leave_out(&db, &eve, (&sleep, &welsh()), noon()).await.expect("it is left out");
        let draft = drafts::find(&db, &sleep).await.unwrap().expect("there is one");
        let rename = Edit::Rename { question: "first".to_owned(), to: "mood".to_owned() };
        let edited = edit_all(&draft.text, &[rename]).expect("it is renamed");

        let late = drafts::save_edited(&db, &eve, &sleep, (7, &edited), noon()).await;
        let saved = drafts::save_edited(&db, &eve, &sleep, (1, &edited), noon()).await;
        add_language(&db, &eve, (&sleep, &welsh()), noon()).await.expect("it is taken up");

        assert!(matches!(late, Err(drafts::DraftError::ChangedMeanwhile(_))));
        let saved = saved.expect("it is saved");
        assert!(saved.text.contains("key = \"mood\"") && saved.revision == 2, "{saved:?}");
        assert_eq!(faults(&db, &sleep).await, Vec::<String>::new(), "all of it is translated");
        let both = side_by_side(&db, &sleep, &welsh()).await.unwrap().expect("it is there");
        let pairs = both.texts.expect("texts").pairs();
        assert!(pairs.iter().any(|pair| pair.at.0 == "mood.text" && pair.to.ends_with('^')));
    })
    .await;
}
