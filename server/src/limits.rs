//! How often somebody may ask. The counts are in this process's memory, and nowhere else: an address
//! is not written down.

use std::{
    collections::HashMap,
    hash::{BuildHasher, Hash, RandomState},
    net::{IpAddr, Ipv6Addr},
    sync::{Mutex, PoisonError},
    time::{Duration, Instant},
};

use axum::{
    http::{HeaderValue, Method, StatusCode, header::RETRY_AFTER},
    response::Response,
};
use tokio::sync::{Semaphore, SemaphorePermit};

use crate::plain;

/// So many at once, and then so many a second.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Rate {
    /// What may come in one go.
    pub at_once: u32,
    /// What may go on coming.
    pub a_second: f64,
}

/// How often anybody may ask.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Rates {
    /// Requests of one address. Thousands of phones may share one.
    pub address: Rate,
    /// Posts to one link: a page saves itself while it is being filled in.
    pub link: Rate,
    /// Requests of one account of staff, from wherever: nobody reads a whole study in a minute.
    pub account: Rate,
    /// Passwords of one address, right ones too: each costs a hash, which is slow on purpose.
    pub sign_ins: Rate,
    /// Wrong short codes of one address. The machine's own counts too.
    pub codes: Rate,
    /// Complaints of one link, or without one of one address.
    pub complaints: Rate,
    /// Checks of the audit's chain by one account: each reads all that was ever written down.
    pub chain_checks: Rate,
}

impl Default for Rates {
    fn default() -> Self {
        Self {
            address: Rate { at_once: 3000, a_second: 100.0 },
            link: Rate { at_once: 200, a_second: 5.0 },
            account: Rate { at_once: 2000, a_second: 5.0 },
            sign_ins: Rate { at_once: 30, a_second: 0.5 },
            codes: Rate { at_once: 100, a_second: 0.1 },
            complaints: Rate { at_once: 20, a_second: 0.01 },
            chain_checks: Rate { at_once: 6, a_second: 6.0 / 3600.0 },
        }
    }
}

/// Where a password is given.
const SIGN_IN: &str = "/staff/sign-in";

/// Counts of who asked.
#[derive(Debug)]
pub struct Limits {
    addresses: Counts,
    links: Counts,
    accounts: Counts,
    sign_ins: Counts,
    codes: Counts,
    complaints: Counts,
    chain_checks: Counts,
    checking: Semaphore,
}

impl Limits {
    /// Nobody has asked yet.
    pub fn new(rates: Rates) -> Self {
        Self {
            addresses: Counts::new(rates.address),
            links: Counts::new(rates.link),
            accounts: Counts::new(rates.account),
            sign_ins: Counts::new(rates.sign_ins),
            codes: Counts::new(rates.codes),
            complaints: Counts::new(rates.complaints),
            chain_checks: Counts::new(rates.chain_checks),
            checking: Semaphore::const_new(1),
        }
    }

    /// Counts a request.
    ///
    /// # Errors
    /// When there were too many of them: how long to wait.
    pub fn count(
        &self,
        client: Option<IpAddr>,
        method: &Method,
        path: &str,
        now: Instant,
    ) -> Result<(), Duration> {
        let writes = !matches!(*method, Method::GET | Method::HEAD);
        // What runs on this machine is a proxy that the settings do not name, or its owner.
        if let Some(client) = client.filter(|client| !client.is_loopback()) {
            self.addresses.count(neighbourhood(client), now)?;
            if writes && path == SIGN_IN {
                self.sign_ins.count(neighbourhood(client), now)?;
            }
        }
        match path.strip_prefix("/r/").and_then(|below| below.split('/').next()) {
            Some(token) if writes => self.links.count(token, now),
            _ => Ok(()),
        }
    }

    /// Counts a request of somebody on the staff.
    ///
    /// # Errors
    /// When there were too many of this account: how long to wait.
    pub fn count_account(&self, staff_id: i32, now: Instant) -> Result<(), Duration> {
        self.accounts.count(staff_id, now)
    }

    /// Counts a short code before it is looked at: many are tried at the same time.
    ///
    /// # Errors
    /// When there were too many of this address.
    pub fn count_code(&self, client: IpAddr, now: Instant) -> Result<(), Duration> {
        self.codes.count(neighbourhood(client), now)
    }

    /// Counts a complaint at a link that is about to be kept.
    ///
    /// # Errors
    /// When there were too many of this link: how long to wait.
    pub fn count_complaint_at(&self, token: &str, now: Instant) -> Result<(), Duration> {
        self.complaints.count(token, now)
    }

    /// Counts one without a link.
    ///
    /// # Errors
    /// When there were too many of this address: how long to wait.
    pub fn count_complaint(&self, client: IpAddr, now: Instant) -> Result<(), Duration> {
        match client.is_loopback() {
            true => Ok(()),
            false => self.complaints.count(neighbourhood(client), now),
        }
    }

    /// Whoever checks the audit's chain holds this while they do. None while somebody else does.
    pub fn check_chain(&self) -> Option<SemaphorePermit<'_>> {
        self.checking.try_acquire().ok()
    }

    /// Counts a check of the audit's chain.
    ///
    /// # Errors
    /// When there were too many by this account: how long to wait.
    pub fn count_chain_check(&self, staff_id: i32, now: Instant) -> Result<(), Duration> {
        self.chain_checks.count(staff_id, now)
    }

    /// A right code is none of those that are counted.
    pub fn code_was_right(&self, client: IpAddr) {
        self.codes.give_back(neighbourhood(client));
    }
}

/// Who has an address of IPv6 has all that begin like it.
pub fn neighbourhood(client: IpAddr) -> IpAddr {
    match client {
        IpAddr::V4(_) => client,
        IpAddr::V6(client) => IpAddr::V6(Ipv6Addr::from_bits(client.to_bits() >> 64 << 64)),
    }
}

/// What is said to somebody who asks too often.
pub fn too_many(wait: Duration) -> Response {
    let mut response = plain::page(
        StatusCode::TOO_MANY_REQUESTS,
        "Please wait a moment",
        "We are getting more requests from you, or from your connection, than we can answer. \
         Nothing is lost. Wait a minute, go back in your browser, and try again.",
    );
    self::wait(&mut response, wait);
    response
}

/// Tells programs how long to wait, in whole seconds.
pub fn wait(response: &mut Response, wait: Duration) {
    let seconds = wait.as_secs_f64().ceil() as u64;
    response.headers_mut().insert(RETRY_AFTER, HeaderValue::from(seconds.max(1)));
}

/// Counts by key, for no more keys than there is room for.
#[derive(Debug)]
struct Counts {
    /// The time that one of them takes.
    each: Duration,
    /// How far ahead of time they may be.
    ahead: Duration,
    hasher: RandomState,
    began: Instant,
    held: Mutex<Held>,
}

/// When each key has its next turn, since the beginning. One whose turn has come is as good as gone.
#[derive(Debug, Default)]
struct Held {
    turns: HashMap<u64, Duration>,
    swept: Duration,
}

/// A megabyte or two.
const ROOM: usize = 50_000;

impl Counts {
    fn new(rate: Rate) -> Self {
        let each = Duration::from_secs_f64(1.0 / rate.a_second);
        let ahead = each * rate.at_once.saturating_sub(1);
        let (hasher, began) = (RandomState::new(), Instant::now());
        Self { each, ahead, hasher, began, held: Mutex::default() }
    }

    fn count(&self, key: impl Hash, now: Instant) -> Result<(), Duration> {
        let (key, now) = (self.hasher.hash_one(key), now.saturating_duration_since(self.began));
        let mut held = self.held.lock().unwrap_or_else(PoisonError::into_inner);
        if !held.has_room_for(key, now) {
            // Who was counted before stays counted; this one is not.
            return Ok(());
        }
        let turn = held.turns.entry(key).or_insert(now);
        let next = (*turn).max(now);
        let early = next - now;
        if early > self.ahead {
            return Err(early - self.ahead);
        }
        *turn = next + self.each;
        Ok(())
    }

    fn give_back(&self, key: impl Hash) {
        let mut held = self.held.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(turn) = held.turns.get_mut(&self.hasher.hash_one(key)) {
            *turn = turn.saturating_sub(self.each);
        }
    }
}

impl Held {
    fn has_room_for(&mut self, key: u64, now: Duration) -> bool {
        if self.turns.len() < ROOM || self.turns.contains_key(&key) {
            return true;
        }
        // Looking at all of them takes a millisecond, so not for every request.
        if now - self.swept >= Duration::from_secs(1) {
            self.turns.retain(|_, turn| *turn > now);
            self.swept = now;
        }
        self.turns.len() < ROOM
    }
}

#[cfg(test)]
mod tests;
