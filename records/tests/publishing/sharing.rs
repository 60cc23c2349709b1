//! Several who translate one draft, here and elsewhere: nobody's words are lost.

use records::drafts::{self, Which, bring, save, side_by_side, write};
use surveys::definition::TextKey;

use super::{
    databases::both,
    eve,
    translating::{accented, begun, typed, welsh},
};
use crate::study::{noon, with_anna};

#[tokio::test(flavor = "multi_thread")]
async fn whoever_translates_while_the_draft_is_saved_again_and_again_loses_nothing() {
    both(|db| async move {
        let study = with_anna(&db).await;
        let eve = eve(&db, &study).await;
        let sleep = begun(&db, &eve).await;
        let both = side_by_side(&db, &sleep, &welsh()).await.unwrap().expect("it is there");
        let all = accented(&both.texts.expect("texts"));
        let draft = drafts::find(&db, &sleep).await.unwrap().expect("there is one");

        let saves = {
            let (db, eve, sleep) = (db.clone(), eve.clone(), sleep.clone());
            tokio::spawn(async move {
                for nth in draft.revision..draft.revision + 10 {
                    let text = format!("{}# {nth}\n", draft.text);
                    save(&db, &eve, &sleep, (nth, &text), noon()).await.expect("it is saved");
                }
            })
        };
        let writes = all.into_iter().map(|typed| {
            let (db, eve, sleep) = (db.clone(), eve.clone(), sleep.clone());
            tokio::spawn(async move {
                let on = (&sleep, &welsh(), Which::Texts);
                write(&db, &eve, on, &[typed], noon()).await.expect("it is saved")
            })
        });
        for write in writes.collect::<Vec<_>>() {
            assert_eq!(write.await.expect("nothing panics"), []);
        }
        saves.await.expect("nothing panics");

        let both = side_by_side(&db, &sleep, &welsh()).await.unwrap().expect("it is there");
        assert!(both.texts.expect("texts").pairs().iter().all(|pair| pair.amiss.is_empty()));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn two_who_translate_other_texts_keep_both_and_of_one_text_the_second_is_told() {
    both(|db| async move {
        let study = with_anna(&db).await;
        let eve = eve(&db, &study).await;
        let sleep = begun(&db, &eve).await;
        let on = (&sleep, &welsh(), Which::Texts);
        let option = |to| typed("first.option.1", "Well", "", to);

        let eves = [typed("first.text", "How are you today?", "", "Sut ydych chi?"), option("Da")];
        let devs = [typed("first.option.2", "Not so well", "", "Ddim yn dda"), option("Iawn")];
        let first = write(&db, &eve, on, &eves, noon()).await.expect("it is saved");
        let second = write(&db, &eve, on, &devs, noon()).await.expect("the others are saved");
        let again = [typed("first.option.1", "Well", "Da", "Iawn")];
        let again = write(&db, &eve, on, &again, noon()).await.expect("knowingly");

        assert_eq!((first, again), (vec![], vec![]));
        assert_eq!(second, [(TextKey("first.option.1".to_owned()), "Da".to_owned())]);
        let both = side_by_side(&db, &sleep, &welsh()).await.unwrap().expect("it is there");
        let pairs = both.texts.expect("texts").pairs();
        let to: Vec<_> = pairs.iter().map(|pair| pair.to.as_str()).collect();
        assert_eq!(to, ["", "Sut ydych chi?", "Iawn", "Ddim yn dda"]);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn eight_who_translate_at_one_moment_lose_nothing() {
    both(|db| async move {
        let study = with_anna(&db).await;
        let eve = eve(&db, &study).await;
        let sleep = begun(&db, &eve).await;
        let both = side_by_side(&db, &sleep, &welsh()).await.unwrap().expect("it is there");
        let all = accented(&both.words.expect("words"));

        let writes = all.iter().take(8).cloned().map(|typed| {
            let (db, eve, sleep) = (db.clone(), eve.clone(), sleep.clone());
            tokio::spawn(async move {
                let on = (&sleep, &welsh(), Which::Words);
                write(&db, &eve, on, &[typed], noon()).await.expect("it is saved")
            })
        });
        for write in writes.collect::<Vec<_>>() {
            assert_eq!(write.await.expect("nothing panics"), []);
        }

        let both = side_by_side(&db, &sleep, &welsh()).await.unwrap().expect("it is there");
        let pairs = both.words.expect("words").pairs();
        assert_eq!(pairs.iter().filter(|pair| pair.amiss.is_empty()).count(), 8);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_a_translator_sends_back_is_taken_and_what_they_left_empty_stays() {
    both(|db| async move {
        let study = with_anna(&db).await;
        let eve = eve(&db, &study).await;
        let sleep = begun(&db, &eve).await;
        let on = (&sleep, &welsh(), Which::Texts);
        let both = side_by_side(&db, &sleep, &welsh()).await.unwrap().expect("it is there");
        let file = both.texts.expect("texts").file();
        let mine = [typed("first.option.1", "Well", "", "Da")];
        write(&db, &eve, on, &mine, noon()).await.expect("it is saved");

        let filled = file.replace("today?\"\nto = \"\"", "today?\"\nto = \"Sut ydych chi?\"");
        bring(&db, &eve, (&sleep, &welsh()), &filled, noon()).await.expect("it is taken");
        let wrong = bring(&db, &eve, (&sleep, &welsh()), "language = \"pl\"", noon()).await;

        assert!(wrong.is_err());
        let both = side_by_side(&db, &sleep, &welsh()).await.unwrap().expect("it is there");
        let pairs = both.texts.expect("texts").pairs();
        let to: Vec<_> = pairs.iter().map(|pair| pair.to.as_str()).collect();
        assert_eq!(to, ["", "Sut ydych chi?", "Da", ""]);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_dev_wrote_while_a_translator_had_the_file_stays_and_is_told_of() {
    both(|db| async move {
        let study = with_anna(&db).await;
        let eve = eve(&db, &study).await;
        let sleep = begun(&db, &eve).await;
        let on = (&sleep, &welsh(), Which::Texts);
        let well = |seen, to| typed("first.option.1", "Well", seen, to);
        let ill = |seen, to| typed("first.option.2", "Not so well", seen, to);
        write(&db, &eve, on, &[well("", "Da"), ill("", "Drwg")], noon()).await.expect("saved");
        let both = side_by_side(&db, &sleep, &welsh()).await.unwrap().expect("it is there");
        let file = both.texts.expect("texts").file_to_send();

        let devs = [well("Da", "Iawn"), ill("Drwg", "Ddim yn dda")];
        write(&db, &eve, on, &devs, noon()).await.expect("it is saved");
        let filled = file.replace("today?\"\nto = \"\"", "today?\"\nto = \"Sut ydych chi?\"");
        let filled = filled.replace("to = \"Da\"", "to = \"Gweddol\"");
        let returned = bring(&db, &eve, (&sleep, &welsh()), &filled, noon()).await.expect("taken");

        let doubts = returned.in_doubt.iter().map(|one| (one.here.as_str(), one.there.as_str()));
        assert_eq!(doubts.collect::<Vec<_>>(), [("Iawn", "Gweddol")]);
        assert_eq!((returned.taken, returned.unchanged), (1, 1));
        let both = side_by_side(&db, &sleep, &welsh()).await.unwrap().expect("it is there");
        let pairs = both.texts.expect("texts").pairs();
        let to: Vec<_> = pairs.iter().map(|pair| pair.to.as_str()).collect();
        assert_eq!(to, ["", "Sut ydych chi?", "Iawn", "Ddim yn dda"]);
    })
    .await;
}
