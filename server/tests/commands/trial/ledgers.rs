//! What we say of each message, and what the mail server and Twilio have.

use std::{collections::BTreeMap, fmt, slice};

use super::office::Office;

/// A message of ours.
#[derive(Debug)]
pub struct Row {
    id: i64,
    state: String,
    channel: String,
    reason: String,
    /// What Twilio calls it.
    sid: String,
    is_planned: bool,
}

/// Both sides.
pub struct Ledgers {
    ours: Vec<Row>,
    /// What each of our messages is called where it was taken, as often as it was.
    theirs: BTreeMap<i64, Vec<String>>,
}

impl Row {
    pub const NOT_THERE: &str = "Twilio has no such text yet";

    fn read(line: &str) -> Self {
        let mut parts = line.split('|').map(str::to_owned);
        let mut part = || parts.next().expect("a part");
        Self {
            id: part().parse().expect("a number"),
            state: part(),
            channel: part(),
            reason: part(),
            sid: part(),
            is_planned: part() == "true",
        }
    }
}

impl Ledgers {
    pub fn of(office: &Office) -> Self {
        let ours = office.told(
            "SELECT concat_ws('|', id, state, channel, COALESCE(reason, ''), COALESCE(provider_id, ''), \
             (step IS NOT NULL)::text) AS told FROM outbox ORDER BY id",
        );
        let mails = office.mail.mails().into_iter().map(|mail| {
            let id = mail.lines().find_map(|line| line.strip_prefix("Message-ID: <"));
            let id = id.expect("a mail has a number").to_owned();
            (of_name(&id), id)
        });
        let texts = office.twilio.taken().into_iter().map(|text| {
            let told_at = text.get("StatusCallback");
            let name = told_at.rsplit('/').next().unwrap_or_default();
            (of_name(name), text.sid.clone())
        });
        let mut theirs: BTreeMap<_, Vec<_>> = BTreeMap::new();
        mails.chain(texts).for_each(|(id, name)| theirs.entry(id).or_default().push(name));
        Self { ours: ours.iter().map(|line| Row::read(line)).collect(), theirs }
    }

    fn taken(&self, row: &Row) -> &[String] {
        self.theirs.get(&row.id).map_or(&[], Vec::as_slice)
    }

    /// Whether the other side has this one.
    pub fn has(&self, id: i64) -> bool {
        self.theirs.contains_key(&id)
    }

    /// In their order.
    pub fn in_state(&self, state: &str) -> Vec<i64> {
        self.ours.iter().filter(|row| row.state == state).map(|row| row.id).collect()
    }

    pub fn planned(&self, state: &str) -> usize {
        self.ours.iter().filter(|row| row.is_planned && row.state == state).count()
    }

    /// Each message comes to what the other side has of it.
    pub fn agree(&self) {
        assert!(self.theirs.values().all(|taken| taken.len() == 1), "nobody gets anything twice");
        let known: Vec<_> = self.ours.iter().map(|row| row.id).collect();
        assert!(
            self.theirs.keys().all(|id| known.contains(id)),
            "nothing left that we know nothing of"
        );
        for row in &self.ours {
            let taken = self.taken(row);
            match (row.state.as_str(), row.channel.as_str()) {
                ("sent", "sms") => assert_eq!(taken, slice::from_ref(&row.sid), "{row:?}"),
                ("sent", _) => assert_eq!(taken.len(), 1, "{row:?}"),
                ("not sent" | "failed", _) => assert!(taken.is_empty(), "{row:?} {taken:?}"),
                ("in doubt", "sms") => {
                    assert!(taken.is_empty(), "it can be looked up: {row:?} {taken:?}")
                }
                ("in doubt", _) => {}
                _ => panic!("it has come to nothing: {row:?}"),
            }
        }
        let came_to = ["sent", "not sent", "failed", "in doubt"].map(|state| self.planned(state));
        let planned = self.ours.iter().filter(|row| row.is_planned).count();
        assert_eq!(came_to.iter().sum::<usize>(), planned, "what was planned");
    }
}

fn of_name(name: &str) -> i64 {
    name.split('-').next().and_then(|id| id.parse().ok()).expect("a number of ours")
}

/// The sum, as it is written down.
impl fmt::Display for Ledgers {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let planned = self.ours.iter().filter(|row| row.is_planned);
        writeln!(f, "{:>8} planned", planned.clone().count())?;
        writeln!(f, "{:>8} sent", self.planned("sent"))?;
        let mut others: BTreeMap<_, usize> = BTreeMap::new();
        for row in planned.filter(|row| row.state != "sent") {
            let name = (row.state.as_str(), row.channel.as_str(), row.reason.as_str());
            *others.entry(name).or_default() += 1;
        }
        for ((state, channel, reason), many) in others {
            writeln!(f, "{many:>8} {state}, {channel}: {reason}")?;
        }
        let doubles = self.theirs.values().filter(|taken| taken.len() > 1).count();
        writeln!(f, "{doubles:>8} twice")?;
        let doubts = self.ours.iter().filter(|row| row.is_planned && row.state == "in doubt");
        let taken = doubts.filter(|row| !self.taken(row).is_empty()).count();
        write!(f, "{taken:>8} of those in doubt have left after all")
    }
}
