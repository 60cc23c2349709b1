//! Drafts that are thrown away, and what comes back of them.

use records::{
    Db,
    auth::{By, SurveyWriter},
    drafts::{self, add_language, begin, leave_out, save},
};
use surveys::keys::SurveyKey;

use super::{
    databases::both,
    joining::keep,
    told,
    translating::{drafted, faults, revision, translated, welsh},
};
use crate::study::noon;

#[tokio::test(flavor = "multi_thread")]
async fn a_draft_that_was_thrown_away_can_be_taken_up_again_with_its_translations() {
    both(|db| async move {
        let (eve, sleep) = drafted(&db).await;
        translated(&db, &eve, &sleep).await;

        let late = drafts::throw_away(&db, &eve, (&sleep, 1), noon()).await;
        throws_away(&db, &eve, &sleep).await;
        assert!(matches!(late, Err(drafts::DraftError::ChangedMeanwhile(_))));
        assert!(drafts::find(&db, &sleep).await.unwrap().is_none());
        let gone = drafts::gone(&db).await.unwrap();
        let id = gone[0].id;
        drafts::take_up(&db, &eve, (&sleep, id), None, noon()).await.expect("it is taken up");

        assert_eq!(faults(&db, &sleep).await, Vec::<String>::new());
        assert_eq!(drafts::gone(&db).await.unwrap(), [], "it is on offer no more");
        throws_away(&db, &eve, &sleep).await;
        let twice = drafts::take_up(&db, &eve, (&sleep, id), None, noon()).await;
        assert!(matches!(twice, Err(drafts::DraftError::NoSuchDraft(_))));
        assert_eq!(drafts::gone(&db).await.unwrap().len(), 1);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_draft_is_taken_up_in_place_of_another_that_was_seen_and_that_one_is_kept_instead() {
    both(|db| async move {
        let (eve, sleep) = drafted(&db).await;
        let first = drafts::find(&db, &sleep).await.unwrap().expect("there is one").text;
        throws_away(&db, &eve, &sleep).await;
        let gone = drafts::gone(&db).await.unwrap().remove(0);
        begin(&db, &eve, &sleep, "Sleep, anew", noon()).await.expect("another is begun");
        let seen = drafts::list(&db).await.unwrap().remove(0).stands;
        assert_eq!(seen, revision(&db, &sleep).await);

        for unseen in [None, Some(seen + 1)] {
            let refused = drafts::take_up(&db, &eve, (&sleep, gone.id), unseen, noon()).await;
            assert!(matches!(refused, Err(drafts::DraftError::ChangedMeanwhile(_))));
        }
        let titles = async || {
            let gone = drafts::gone(&db).await.unwrap().into_iter();
            gone.map(|one| one.title.unwrap()).collect::<Vec<_>>()
        };
        assert_eq!(titles().await, ["Sleep"], "nothing was thrown away");
        for _pressed in 0..2 {
            let up = drafts::take_up(&db, &eve, (&sleep, gone.id), Some(seen), noon()).await;
            assert_eq!(up.expect("it is taken up").text, first);
        }

        assert_eq!(titles().await, ["Sleep, anew"], "the other is within reach");
        let who = eve.actor();
        let away = format!("{who}: survey draft thrown away sleep");
        assert_eq!(told(&db, "survey draft thrown").await, [away.clone(), away]);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_takes_up_a_draft_is_in_the_audit_with_just_that() {
    both(|db| async move {
        let (eve, sleep) = drafted(&db).await;

        throws_away(&db, &eve, &sleep).await;
        taken_up(&db, &eve, &sleep).await;

        let who = eve.actor();
        assert_eq!(
            told(&db, "survey draft thrown").await,
            [format!("{who}: survey draft thrown away sleep")]
        );
        assert_eq!(
            told(&db, "survey draft taken up").await,
            [format!("{who}: survey draft taken up sleep")]
        );
        assert_eq!(told(&db, "survey draft begun").await.len(), 1, "it was begun once");
        assert_eq!(
            told(&db, "survey draft language").await,
            [
                format!("{who}: survey draft language begun sleep cy"),
                format!("{who}: survey draft language taken up sleep cy")
            ]
        );
    })
    .await;
}

/// Eve throws the draft away as it stands.
async fn throws_away(db: &Db, eve: &By<SurveyWriter>, sleep: &SurveyKey) {
    let seen = revision(db, sleep).await;
    drafts::throw_away(db, eve, (sleep, seen), noon()).await.expect("it is thrown away");
}

async fn taken_up(db: &Db, eve: &By<SurveyWriter>, sleep: &SurveyKey) {
    let gone = drafts::gone(db).await.unwrap();
    drafts::take_up(db, eve, (sleep, gone[0].id), None, noon()).await.expect("it is taken up");
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_translated_of_a_language_that_is_left_out_outlives_throwing_the_draft_away() {
    both(|db| async move {
        let (eve, sleep) = drafted(&db).await;
        translated(&db, &eve, &sleep).await;
        leave_out(&db, &eve, (&sleep, &welsh()), noon()).await.expect("it is left out");
        let before = drafts::in_languages(&db, &sleep).await.unwrap().remove(0);

        throws_away(&db, &eve, &sleep).await;
        taken_up(&db, &eve, &sleep).await;
        let after = drafts::in_languages(&db, &sleep).await.unwrap().remove(0);
        add_language(&db, &eve, (&sleep, &welsh()), noon()).await.expect("it is taken up");

        assert!(after.left_out, "it is still left out");
        assert_eq!((&after.texts, &after.words), (&before.texts, &before.words));
        assert_eq!(faults(&db, &sleep).await, Vec::<String>::new(), "all of it is translated");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_page_that_was_open_before_a_draft_was_thrown_away_saves_nothing_over_the_next() {
    both(|db| async move {
        let (eve, sleep) = drafted(&db).await;
        let seen = drafts::find(&db, &sleep).await.unwrap().expect("there is one").revision;
        let stands = revision(&db, &sleep).await;

        throws_away(&db, &eve, &sleep).await;
        taken_up(&db, &eve, &sleep).await;
        let up_again = save(&db, &eve, &sleep, (seen, "# of before"), noon()).await;
        let stands_again = drafts::throw_away(&db, &eve, (&sleep, stands), noon()).await;
        throws_away(&db, &eve, &sleep).await;
        begin(&db, &eve, &sleep, "Sleep", noon()).await.expect("another is begun");
        let anew = save(&db, &eve, &sleep, (seen, "# of before"), noon()).await;

        for late in [up_again.map(drop), stands_again, anew.map(drop)] {
            assert!(matches!(late, Err(drafts::DraftError::ChangedMeanwhile(_))), "{late:?}");
        }
        let draft = drafts::find(&db, &sleep).await.unwrap().expect("there is one");
        assert!(!draft.text.contains("of before"));
        let mine = format!("{}# mine\n", draft.text);
        let later = keep(&db, &eve, &sleep, (draft.revision, "", &mine), noon()).await;
        assert_eq!(later.expect("it is saved").draft.revision, draft.revision + 1);
        let saved = told(&db, "survey draft saved").await;
        assert_eq!(saved.len(), 1, "the first save after it was begun is told of: {saved:?}");
    })
    .await;
}
