//! Ben is at his survey on the web while Ivy asks him.

use records::{
    interviews::{self, Next, Passage, front},
    responses::{Reviewed, Stage},
};
use surveys::journey::Manner;

use super::{
    call::{let_in, saves, whose, with_ben},
    desk::{BEN, Desk},
};
use crate::{
    databases::both,
    study::{noon, page, typed},
};

#[tokio::test(flavor = "multi_thread")]
async fn what_ben_passes_by_on_the_web_ivy_asks_all_the_same_and_reads_that_he_is_there() {
    both(|db| async move {
        let desk = Desk::open(db).await;
        let (ben, ivy) = with_ben(&desk).await;
        let his = whose(BEN, "baseline");
        let who = let_in(&desk, &ivy, &his).await;
        saves(&desk, &who, "dob", "dob_day=4&dob_month=5&dob_year=1980").await;
        saves(&desk, &ben, "empact", "empact=1").await;
        for _ in 0..2 {
            saves(&desk, &ben, "hours", "hours=").await;
        }
        assert_eq!(saves(&desk, &ben, "anyelse", "anyelse=").await, Stage::Review);

        let passage = Passage { by: &ivy, study: &desk.study, whose: &his };
        let (empact, answer) = (page("empact"), typed("empact=1"));
        let left = (&empact, answer, Manner::Continue);
        let next = interviews::save(&desk.db, passage, left, noon()).await.expect("it is kept");

        assert_eq!(next, Stage::Page(page("hours")), "she is not at the end because he was");
        let review = interviews::review(&desk.db, passage, noon()).await.expect("it is shown");
        let Reviewed::Lines { beside, unanswered, .. } = review else { panic!("{review:?}") };
        assert_eq!(unanswered, Some(page("hours")));
        assert!(beside.also_answered.is_some() && !beside.by_proxy, "{beside:?}");
        let seen = front(&desk.db, &ivy, &desk.study, &his, noon()).await.expect("it is shown");
        let Next::Ready(ready) = seen.next else { panic!("{:?}", seen.next) };
        assert!(ready.beside.also_answered.is_some());
    })
    .await;
}
