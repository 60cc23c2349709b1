//! Eve and Dev write in the text of one draft at one time. What was saved over can be fetched again.

use chrono::{DateTime, TimeDelta, Utc};
use records::{
    Db,
    auth::{By, SurveyWriter},
    drafts::{self, JoinError, Saved, Saving, Written, begin, earlier, join, save},
};
use surveys::{
    joining::{Choices, Keep},
    keys::SurveyKey,
};

use super::{databases::both, evaluator, eve, key, told};
use crate::study::{noon, with_anna};

/// What a page does by itself: at which revision, what was seen then, and what is in the box.
pub async fn keep(
    db: &Db,
    by: &By<SurveyWriter>,
    key: &SurveyKey,
    (revision, seen, text): (u32, &str, &str),
    now: DateTime<Utc>,
) -> Result<Saved, JoinError> {
    join(db, by, key, (written(revision, seen, text), Saving::ByItself), now).await
}

fn written(revision: u32, seen: &str, text: &str) -> Written {
    Written { revision, seen: seen.to_owned(), text: text.to_owned(), choices: Choices::new() }
}

/// Eve, Dev, and a draft that both see.
async fn two(db: &Db) -> (By<SurveyWriter>, By<SurveyWriter>, drafts::Draft) {
    let study = with_anna(db).await;
    let dev = evaluator(db, "dev@example.org", &study).await.survey_writer();
    let (eve, dev) = (eve(db, &study).await, By::Staff(dev.expect("he writes surveys")));
    let begun = begin(db, &eve, &key("sleep"), "Sleep", noon()).await.expect("it is begun");
    (eve, dev, begun)
}

#[tokio::test(flavor = "multi_thread")]
async fn what_eve_and_dev_change_in_different_lines_is_saved_together() {
    both(|db| async move {
        let (eve, dev, begun) = two(&db).await;
        let (seen, sleep) = (begun.text.as_str(), key("sleep"));
        let eves = seen.replace("How are you today?", "How did you sleep?");
        let devs = seen.replace("minutes = 1", "minutes = 2");
        assert!(eves != seen && devs != seen);

        keep(&db, &eve, &sleep, (1, seen, &eves), noon()).await.expect("it is saved");
        let saved = keep(&db, &dev, &sleep, (1, seen, &devs), noon()).await.expect("both are");

        let text = eves.replace("minutes = 1", "minutes = 2");
        assert_eq!((saved.draft.revision, saved.draft.text.as_str()), (3, text.as_str()));
        let together = saved.together.expect("it was joined");
        assert_eq!(together.theirs.changed_by, eve.actor());
        let now = drafts::find(&db, &sleep).await.unwrap().expect("there is one");
        assert_eq!((now.text, now.changed_by), (text.clone(), dev.actor()));
        let idle = keep(&db, &eve, &sleep, (2, &eves, &eves), noon()).await.expect("it is there");
        assert_eq!((idle.draft.revision, idle.draft.text), (3, text), "nothing is saved for that");
        assert_eq!(idle.together.expect("she is told").theirs.changed_by, dev.actor());
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn of_one_line_that_both_changed_dev_chooses_and_eves_words_can_be_fetched() {
    both(|db| async move {
        let (eve, dev, begun) = two(&db).await;
        let (seen, sleep) = (begun.text.as_str(), key("sleep"));
        let eves = seen.replace("How are you today?", "How did you sleep?");
        let devs = seen.replace("How are you today?", "Rested?");
        keep(&db, &eve, &sleep, (1, seen, &eves), noon()).await.expect("it is saved");

        let asked = written(1, seen, &devs);
        let refused = join(&db, &dev, &sleep, (asked.clone(), Saving::Asked), noon()).await;
        let Err(JoinError::Apart(both)) = refused else { panic!("{refused:?}") };
        let clash = both.joined.clashes().next().expect("one line").clone();
        assert!(clash.theirs.contains("How did you sleep?") && clash.mine.contains("Rested?"));
        assert_eq!((both.theirs.revision, both.joined.clashes().count()), (2, 1));
        let now = drafts::find(&db, &sleep).await.unwrap().expect("there is one");
        assert_eq!(now.text, eves, "nothing is saved before he chose");
        let choices = Choices::from([(clash.name, Keep::Mine)]);
        let chosen = (Written { choices, ..asked }, Saving::Asked);
        let saved = join(&db, &dev, &sleep, chosen, noon()).await.expect("he chose");
        assert_eq!((saved.draft.revision, saved.draft.text), (3, devs));

        let all = earlier(&db, &sleep).await.unwrap();
        let told: Vec<_> = all.iter().map(|one| (one.revision, one.by.as_str())).collect();
        assert_eq!(told, [(2, eve.actor().as_str()), (1, eve.actor().as_str())]);
        let fetched = drafts::fetch(&db, &eve, &sleep, (3, 2), noon()).await.expect("it is there");
        assert_eq!((fetched.revision, fetched.text), (4, eves));
        assert_eq!(earlier(&db, &sleep).await.unwrap()[0].by, dev.actor(), "his is kept as well");
        let late = drafts::fetch(&db, &dev, &sleep, (3, 1), noon()).await;
        assert!(matches!(late, Err(drafts::DraftError::ChangedMeanwhile(_))), "{late:?}");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_emptied_text_is_saved_only_for_somebody_who_asks_and_is_kept_as_it_was() {
    both(|db| async move {
        let (eve, _, begun) = two(&db).await;
        let (seen, sleep) = (begun.text.as_str(), key("sleep"));
        let more = format!("{seen}# a remark\n");
        keep(&db, &eve, &sleep, (1, seen, &more), noon()).await.expect("it is saved");

        for little in ["", "\n", "title = \"Sleep\"\n"] {
            let refused = keep(&db, &eve, &sleep, (2, &more, little), noon()).await;
            assert!(matches!(refused, Err(JoinError::MuchLess)), "{refused:?}");
        }
        let asked = (written(2, &more, ""), Saving::Asked);
        let saved = join(&db, &eve, &sleep, asked, noon()).await.expect("she means it");

        assert_eq!(saved.draft.text, "");
        let kept = drafts::earlier_text(&db, &sleep, 2).await.unwrap().expect("it is kept");
        assert_eq!(kept.text, more);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_eve_writes_on_within_an_hour_is_kept_once_and_not_more_than_a_hundred_are() {
    both(|db| async move {
        let (eve, dev, begun) = two(&db).await;
        let sleep = key("sleep");
        let mut text = begun.text;
        for revision in 1..=5 {
            let next = format!("{text}# remark {revision}\n");
            keep(&db, &eve, &sleep, (revision, &text, &next), noon()).await.expect("it is saved");
            text = next;
        }
        let later = noon() + TimeDelta::hours(1);
        keep(&db, &dev, &sleep, (6, "", "# by Dev\n"), later).await.expect_err("it is much less");
        let kept: Vec<_> = earlier(&db, &sleep).await.unwrap();
        assert_eq!(kept.iter().map(|one| one.revision).collect::<Vec<_>>(), [1]);

        for revision in 6..=106 {
            let text = format!("# number {revision}\n");
            save(&db, &dev, &sleep, (revision, &text), later).await.expect("it is saved");
        }
        let kept = earlier(&db, &sleep).await.unwrap();
        assert_eq!((kept.len(), kept[0].revision, kept[99].revision), (100, 106, 7));
        assert!(drafts::earlier_text(&db, &sleep, 6).await.unwrap().is_none());
        assert_eq!(told(&db, "survey draft saved").await.len(), 102);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn of_eight_who_save_other_lines_at_one_moment_nobody_loses_any() {
    both(|db| async move {
        let (eve, _, begun) = two(&db).await;
        let lines: Vec<_> = (0..8).map(|number| format!("# {number}\n")).collect();
        let seen = format!("{}{}", lines.concat(), begun.text);
        save(&db, &eve, &key("sleep"), (1, &seen), noon()).await.expect("it is saved");

        let saves = lines.iter().map(|line| {
            let (db, eve) = (db.clone(), eve.clone());
            let (seen, text) =
                (seen.clone(), seen.replace(line, &format!("{} mine\n", line.trim())));
            tokio::spawn(async move {
                keep(&db, &eve, &key("sleep"), (2, &seen, &text), noon()).await.map(drop)
            })
        });
        for save in saves.collect::<Vec<_>>() {
            save.await.expect("nothing panics").expect("it is joined");
        }

        let now = drafts::find(&db, &key("sleep")).await.unwrap().expect("there is one");
        assert_eq!((now.revision, now.text.matches(" mine\n").count()), (10, 8));
    })
    .await;
}
