//! Handing over what protocols have for people.

use std::{sync::Arc, time::Duration};

use chrono::Utc;
use records::{
    Db,
    schedule::{self, Planner, ScheduleError},
};
use tokio::{
    sync::{Mutex, watch},
    task::JoinSet,
    time::Instant,
};

use super::work_each;

/// How often is looked what is due to whom, at the most: it is a look at everybody.
const PLANNING: Duration = Duration::from_secs(20);
/// However many they are, at most one part in so many of the time is spent with that.
const PLANNING_PART: u32 = 10;

/// Hands over what the protocols have for people, when it is due.
pub(super) fn begin(tasks: &mut JoinSet<()>, db: &Db, stop: &watch::Sender<bool>) {
    let (plans, planner) = (db.clone(), Planner::default());
    let rests_until = Arc::new(Mutex::new(Instant::now()));
    tasks.spawn(work_each(PLANNING, "planning", stop.subscribe(), move || {
        let (db, planner, rests_until) = (plans.clone(), planner.clone(), rests_until.clone());
        async move {
            let mut rests_until = rests_until.lock().await;
            let begun = Instant::now();
            if begun < *rests_until {
                return Ok(());
            }
            let handed = schedule::hand_over(&db, &planner, Utc::now()).await?;
            *rests_until = Instant::now() + begun.elapsed() * PLANNING_PART;
            if handed > 0 {
                tracing::info!(handed, "messages that were due were handed over");
            }
            Ok::<_, ScheduleError>(())
        }
    }));
}
