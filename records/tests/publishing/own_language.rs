//! Surveys whose own language is not English: the words around their questions are published in it.

use records::{
    drafts::{self, PublishError, Which, add_language, begin, publish, save, side_by_side, write},
    versions,
};
use surveys::phrases::Phrase;

use super::{
    databases::both,
    eve, key,
    translating::{accented, drafted, faults, revision, translated, welsh},
};
use crate::study::{noon, with_anna};

#[tokio::test(flavor = "multi_thread")]
async fn a_survey_written_in_welsh_is_published_once_the_words_around_its_questions_are_in_welsh() {
    both(|db| async move {
        let study = with_anna(&db).await;
        let eve = eve(&db, &study).await;
        let sleep = key("sleep");
        let draft = begin(&db, &eve, &sleep, "Cwsg", noon()).await.expect("it is begun");
        let text = draft.text.replacen("en-GB", "cy", 1);
        save(&db, &eve, &sleep, (draft.revision, &text), noon()).await.expect("it is saved");

        let missing = faults(&db, &sleep).await;
        let early = publish(&db, &eve, &sleep, (revision(&db, &sleep).await, "New"), noon()).await;
        add_language(&db, &eve, (&sleep, &welsh()), noon()).await.expect("it is added");
        let both = side_by_side(&db, &sleep, &welsh()).await.unwrap().expect("it is there");
        assert!(both.texts.is_none(), "its texts need no translation");
        let all = accented(&both.words.expect("words"));
        let on = (&sleep, &welsh(), Which::Words);
        write(&db, &eve, on, &all, noon()).await.expect("it is saved");
        let seen = revision(&db, &sleep).await;
        publish(&db, &eve, &sleep, (seen, "New"), noon()).await.expect("it is published");

        assert_eq!(missing.len(), 1);
        assert!(missing[0].contains("there is no words.cy.toml"), "{missing:?}");
        assert!(matches!(early, Err(PublishError::Faulty(_))));
        let stored = versions::find(&db, &sleep, None).await.unwrap().expect("it is there");
        assert_eq!(stored.survey.as_wished("").words.say(Phrase::Continue), "Continue^");
        drafts::throw_away(&db, &eve, (&sleep, seen), noon()).await.expect("it is thrown away");
        begin(&db, &eve, &sleep, "", noon()).await.expect("the next is begun");
        assert_eq!(faults(&db, &sleep).await, Vec::<String>::new());
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_translated_into_welsh_is_left_aside_once_the_survey_is_written_in_it() {
    both(|db| async move {
        let (eve, sleep) = drafted(&db).await;
        translated(&db, &eve, &sleep).await;
        let draft = drafts::find(&db, &sleep).await.unwrap().expect("there is one");
        let text = draft.text.replacen("en-GB", "cy", 1);

        save(&db, &eve, &sleep, (draft.revision, &text), noon()).await.expect("it is saved");

        assert_eq!(faults(&db, &sleep).await, Vec::<String>::new());
        let both = side_by_side(&db, &sleep, &welsh()).await.unwrap().expect("it is there");
        assert!(both.texts.is_none() && both.words.is_some() && both.own.texts.is_some());
    })
    .await;
}
