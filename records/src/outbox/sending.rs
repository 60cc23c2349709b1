//! Taking messages from the outbox. Any number of workers may do this at once. Mail and texts each have a line of their
//! own, a few messages are under way in each, fewer while people wait for pages, and the next begins as soon as one has ended: whoever is slow keeps neither
//! what is urgent nor the other line waiting.

use std::{
    collections::{HashMap, VecDeque},
    time::Duration,
};

use chrono::{DateTime, Utc};
use sea_orm::DbErr;
use tokio::{
    task::{Id, JoinSet},
    time::{Instant, timeout},
};

use super::{
    Wire,
    attempting::attempt,
    claiming::{Claim, claim},
    clock::Clock,
    giving_way::Haste,
    post::Post,
    settling::{Outcome, settle},
};
use crate::{Db, entity::outbox, stores::Unusable, texts};

/// How many are claimed at a time at most.
const TOGETHER: usize = 20;
/// No more are claimed than lately left in so long, the least that can be apart: what turns urgent stands behind few.
const PACE: Duration = Duration::from_millis(250);
/// While some are under way, how soon is looked whether there is another.
const LOOK: Duration = Duration::from_secs(1);

/// Sends what is due: how many rows were taken up.
///
/// # Errors
/// When the database fails. What was claimed by then is claimed again when its minute has passed.
pub async fn send_due(db: &Db, post: &Post, now: DateTime<Utc>) -> Result<usize, Unusable> {
    let (mails, texts) = tokio::join!(
        send_due_by(db, post, Wire::Email, || true, now),
        send_due_by(db, post, Wire::Sms, || true, now),
    );
    Ok(mails? + texts?)
}

/// The same in one way, until nothing is due any more or it may not go on. What was claimed is brought to its end.
///
/// # Errors
/// As above. What goes wrong beside one message is told by `Post::beside`, and keeps no other.
pub async fn send_due_by(
    db: &Db,
    post: &Post,
    wire: Wire,
    goes_on: impl Fn() -> bool,
    now: DateTime<Utc>,
) -> Result<usize, Unusable> {
    let mut line = Line::new(db, post, wire, post.clock(now));
    let failure = loop {
        let claimed = if goes_on() { line.claim().await } else { Ok(()) };
        if let Err(failure) = claimed {
            break Some(failure);
        }
        line.take_up();
        if line.under_way.is_empty() {
            break None;
        }
        line.one_ends(LOOK).await;
    };
    // All of them come to an end, whatever became of one: nothing is left half given away.
    while !line.under_way.is_empty() {
        line.one_ends(LOOK).await;
        line.take_up();
    }
    failure.map_or(Ok(line.taken), |failure| Err(failure.into()))
}

/// The messages of one way.
struct Line<'a> {
    db: &'a Db,
    post: &'a Post,
    wire: Wire,
    clock: Clock,
    claimed: VecDeque<outbox::Model>,
    under_way: JoinSet<()>,
    /// Their rows. A slow one may outlive its claim, and is not taken up twice by the same worker.
    rows: HashMap<Id, i64>,
    taken: usize,
    /// When some were last claimed, and how many have ended since.
    pace: (Instant, usize),
}

impl<'a> Line<'a> {
    fn new(db: &'a Db, post: &'a Post, wire: Wire, clock: Clock) -> Self {
        Self {
            db,
            post,
            wire,
            clock,
            claimed: VecDeque::new(),
            under_way: JoinSet::new(),
            rows: HashMap::new(),
            taken: 0,
            pace: (Instant::now(), 0),
        }
    }

    /// Claims the next, where one can begin and none waits.
    async fn claim(&mut self) -> Result<(), DbErr> {
        let free = self.post.asked.at_once().saturating_sub(self.under_way.len());
        if free == 0 || !self.claimed.is_empty() {
            return Ok(());
        }
        let (since, ended) = self.pace;
        let gone = since.elapsed().as_millis().max(1);
        let lately = ended as u128 * PACE.as_millis() / gone;
        let many = usize::try_from(lately).unwrap_or(TOGETHER).clamp(free, TOGETHER);
        let which = Claim {
            wire: self.wire,
            many: many as u64,
            but: self.rows.values().copied().collect(),
        };
        let rows = claim(self.db, &self.post.worker, which, self.clock.now()).await?;
        if !rows.is_empty() {
            self.pace = (Instant::now(), 0);
        }
        self.claimed.extend(rows);
        Ok(())
    }

    /// Begins with as many as may be under way.
    fn take_up(&mut self) {
        while self.under_way.len() < self.post.asked.at_once()
            && let Some(row) = self.claimed.pop_front()
        {
            self.taken += 1;
            let id = row.id;
            // What was claimed with others goes on: what turns urgent stands behind all of them.
            let haste = if self.claimed.is_empty() { Haste::of(&row) } else { Haste::Soon };
            let begun = take_up(self.db.clone(), self.post.clone(), (row, haste), self.clock);
            self.rows.insert(self.under_way.spawn(begun).id(), id);
        }
    }

    /// Waits until one has ended, for so long at most.
    async fn one_ends(&mut self, at_most: Duration) {
        let Ok(Some(ended)) = timeout(at_most, self.under_way.join_next_with_id()).await else {
            return;
        };
        self.pace.1 += 1;
        let task = match ended {
            Ok((task, ())) => task,
            // Its row is its worker's until its minute has passed. Perhaps it is the message that ends them.
            Err(panic) => {
                self.post.note(&panic);
                panic.id()
            }
        };
        self.rows.remove(&task);
    }
}

/// Brings one message to its end. What goes wrong beside it is no attempt, and is nobody else's.
async fn take_up(db: Db, post: Post, (row, haste): (outbox::Model, Haste), clock: Clock) {
    post.asked.give_way(haste).await;
    let outcome = match attempt(&db, &post, &row, clock).await {
        Ok(Some(outcome)) => outcome,
        Ok(None) => return,
        Err(error) => {
            post.note(&error);
            Outcome::NotTried
        }
    };
    let outcome = in_our_ledger(&db, &post, &row, outcome, clock).await;
    if let Err(error) = settle(&db, &post.worker, row, outcome, clock.now()).await {
        post.note(&error);
    }
}

/// Who told the provider to stop has stopped with us, before anything else is written down.
async fn in_our_ledger(
    db: &Db,
    post: &Post,
    row: &outbox::Model,
    outcome: Outcome,
    clock: Clock,
) -> Outcome {
    let has_stopped = matches!(outcome, Outcome::StoppedThere | Outcome::StoppedLater(_));
    let Some(person) = row.participant_id.filter(|_| has_stopped) else { return outcome };
    match texts::stopped_there(db, person, clock.now()).await {
        Ok(()) => outcome,
        Err(error) => {
            post.note(&error);
            // Twilio has it where it is to be found again.
            if matches!(outcome, Outcome::StoppedLater(_)) {
                return Outcome::NotTried;
            }
            Outcome::Again("that the person stopped texts could not be written down".to_owned())
        }
    }
}
