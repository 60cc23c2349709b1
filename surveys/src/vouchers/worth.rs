//! What a voucher is worth, in pounds and pence.

use std::{fmt, str::FromStr};

/// An amount of money: whole pence, at least one, less than £10,000.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Worth(u32);

/// It is no amount that a voucher can be worth.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("this is no amount in pounds")]
pub struct NotWorth;

/// The first amount that no voucher is worth.
const TOO_MUCH: u32 = 1_000_000;

impl Worth {
    /// So many pence, if a voucher can be worth that.
    #[must_use]
    pub fn of_pence(pence: i32) -> Option<Self> {
        let pence = u32::try_from(pence).ok()?;
        (1..TOO_MUCH).contains(&pence).then_some(Self(pence))
    }

    /// In pence.
    #[must_use]
    pub const fn pence(self) -> i32 {
        self.0.cast_signed()
    }

    /// The first amount in pounds that words name, such as `a £10 voucher`; none where they name none.
    #[must_use]
    pub fn named_in(words: &str) -> Option<Self> {
        words.split('£').skip(1).find_map(|after| {
            let ends = after.find(|c: char| !c.is_ascii_digit() && c != '.');
            let (number, rest) = after.split_at(ends.unwrap_or(after.len()));
            // £1,000 is not £1.
            let is_whole =
                !rest.starts_with(',') || !rest[1..].starts_with(|c: char| c.is_ascii_digit());
            number.trim_end_matches('.').parse().ok().filter(|_| is_whole)
        })
    }

    /// As a number with two places, for files: `10.00`.
    #[must_use]
    pub fn in_figures(self) -> String {
        format!("{}.{:02}", self.0 / 100, self.0 % 100)
    }
}

impl FromStr for Worth {
    type Err = NotWorth;

    /// Reads `10`, `£10`, `7.50` and `£7.50`. One place after the point is refused: 7.5 may stand for either.
    fn from_str(text: &str) -> Result<Self, NotWorth> {
        let text = text.trim();
        let text = text.strip_prefix('£').unwrap_or(text).trim_start();
        let (pounds, pence) = match text.split_once('.') {
            Some((pounds, pence)) if pence.len() == 2 => (pounds, pence),
            Some(_) => return Err(NotWorth),
            None => (text, "00"),
        };
        let digits = |part: &str| !part.is_empty() && part.chars().all(|c| c.is_ascii_digit());
        if !digits(pounds) || !digits(pence) || pounds.len() > 4 {
            return Err(NotWorth);
        }
        let all = format!("{pounds}{pence}").parse().map_err(|_| NotWorth)?;
        Self::of_pence(all).ok_or(NotWorth)
    }
}

impl fmt::Display for Worth {
    /// `£10`, `£7.50`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (pounds, pence) = (self.0 / 100, self.0 % 100);
        if pence == 0 { write!(f, "£{pounds}") } else { write!(f, "£{pounds}.{pence:02}") }
    }
}
