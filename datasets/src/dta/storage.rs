//! How a cell is stored, and which numbers stand for none.

use crate::{Kind, Variable};

/// The greatest number of bytes of a text that stands in its row.
pub(super) const LONGEST_SHORT: u16 = 2045;

/// In which way the cells of a variable are stored.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Storage {
    /// A text of at most so many bytes, from 1 to 2,045.
    Text(u16),
    /// A text of any length, which stands behind the rows.
    LongText,
    /// A whole number from −127 to 100.
    Byte,
    /// A whole number from −32,767 to 32,740.
    Int,
    /// A whole number from −2,147,483,647 to 2,147,483,620.
    Long,
    /// A number with about seven digits.
    Float,
    /// A number with about sixteen digits.
    Double,
}

/// `.` or a letter: 0 for `.`, 1 for `.a`, 26 for `.z`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Gap(u8);

/// What a number in a file is.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Stored {
    Gap(Gap),
    Whole(i64),
    Decimal(f64),
}

impl Storage {
    /// The least that holds whatever the variable admits.
    pub(crate) fn of(variable: &Variable) -> Self {
        match variable.kind {
            Kind::Whole { least, most } => [Self::Byte, Self::Int, Self::Long]
                .into_iter()
                .find(|own| own.holds(least) && own.holds(most))
                .unwrap_or(Self::Double),
            Kind::Decimal { .. } | Kind::Moment => Self::Double,
            Kind::Date | Kind::Month => Self::Long,
            Kind::Text { bytes } => match bytes.map(u16::try_from) {
                Some(Ok(bytes @ 1..=LONGEST_SHORT)) => Self::Text(bytes),
                _ => Self::LongText,
            },
        }
    }

    /// Whether it is a type of whole numbers, and the number is neither too small for it nor one of its gaps.
    pub(super) fn holds(self, number: i64) -> bool {
        match self {
            Self::Byte => (-127..=100).contains(&number),
            Self::Int => (-32_767..=32_740).contains(&number),
            Self::Long => (-2_147_483_647..=2_147_483_620).contains(&number),
            Self::Float | Self::Double | Self::Text(_) | Self::LongText => false,
        }
    }

    /// What a program calls it.
    pub(crate) fn name(self) -> String {
        match self {
            Self::Text(bytes) => format!("str{bytes}"),
            Self::LongText => "strL".to_owned(),
            Self::Byte => "byte".to_owned(),
            Self::Int => "int".to_owned(),
            Self::Long => "long".to_owned(),
            Self::Float => "float".to_owned(),
            Self::Double => "double".to_owned(),
        }
    }

    /// How a program shows the cells.
    pub(crate) fn format(self, kind: Kind) -> String {
        match (kind, self) {
            (Kind::Date, _) => "%td".to_owned(),
            (Kind::Moment, _) => "%tc".to_owned(),
            (Kind::Month, _) => "%tdCCYY-NN".to_owned(),
            (Kind::Decimal { places: 0 }, _) => "%10.0g".to_owned(),
            (Kind::Decimal { places }, _) => format!("%{}.{places}f", u32::from(places) + 10),
            (_, Self::Text(bytes)) => format!("%{}s", bytes.clamp(9, LONGEST_SHORT)),
            (_, Self::LongText) => "%9s".to_owned(),
            (_, Self::Byte | Self::Int) => "%8.0g".to_owned(),
            (_, Self::Long) => "%12.0g".to_owned(),
            (_, Self::Float | Self::Double) => "%18.0g".to_owned(),
        }
    }

    /// Its number in a file.
    pub(super) const fn code(self) -> u16 {
        match self {
            Self::Text(bytes) => bytes,
            Self::LongText => 32_768,
            Self::Double => 65_526,
            Self::Float => 65_527,
            Self::Long => 65_528,
            Self::Int => 65_529,
            Self::Byte => 65_530,
        }
    }

    /// The one with this number.
    pub(super) const fn of_code(code: u16) -> Option<Self> {
        Some(match code {
            1..=LONGEST_SHORT => Self::Text(code),
            32_768 => Self::LongText,
            65_526 => Self::Double,
            65_527 => Self::Float,
            65_528 => Self::Long,
            65_529 => Self::Int,
            65_530 => Self::Byte,
            _ => return None,
        })
    }

    /// How many bytes a cell takes in its row.
    pub(super) fn bytes(self) -> usize {
        match self {
            Self::Text(bytes) => usize::from(bytes),
            Self::Byte => 1,
            Self::Int => 2,
            Self::Long | Self::Float => 4,
            Self::Double | Self::LongText => 8,
        }
    }
}

impl Storage {
    /// The number with these bits, the lowest of which are as many as a number of this type has. None when it is past what
    /// Stata takes, or this is no type of numbers.
    pub(super) fn stored(self, bits: u64) -> Option<Stored> {
        let (gap, number) = match self {
            Self::Byte => (Gap::of_byte(bits as i8), Stored::Whole((bits as i8).into())),
            Self::Int => (Gap::of_int(bits as i16), Stored::Whole((bits as i16).into())),
            Self::Long => (Gap::of_long(bits as i32), Stored::Whole((bits as i32).into())),
            Self::Float => {
                let number = f32::from_bits(bits as u32);
                let gap = Gap::of_float(number);
                let within = gap.is_some() || number.abs() < f32::from_bits(FLOAT);
                (gap, within.then_some(Stored::Decimal(number.into()))?)
            }
            Self::Double => {
                let number = f64::from_bits(bits);
                let gap = Gap::of_double(number);
                let within = gap.is_some() || number.abs() < f64::from_bits(DOUBLE);
                (gap, within.then_some(Stored::Decimal(number))?)
            }
            Self::Text(_) | Self::LongText => return None,
        };
        Some(gap.map_or(number, Stored::Gap))
    }
}

/// The first gap of each type is `.`; as bits where a number has a point.
const LONG: i32 = 2_147_483_621;
const FLOAT: u32 = 0x7f00_0000;
const DOUBLE: u64 = 0x7fe0_0000_0000_0000;

/// From one gap to the next.
const FLOAT_STEP: u32 = 0x800;
const DOUBLE_STEP: u64 = 0x100_0000_0000;

impl Gap {
    /// Stata's `.`.
    pub(super) const BLANK: Self = Self(0);

    /// That of a lower-case letter; `.` for everything else.
    pub(super) fn of_letter(letter: char) -> Self {
        match u8::try_from(letter) {
            Ok(letter @ b'a'..=b'z') => Self(letter - b'a' + 1),
            _ => Self::BLANK,
        }
    }

    /// The letter; none for `.`.
    pub(super) fn letter(self) -> Option<char> {
        (self.0 > 0).then(|| char::from(b'a' + self.0 - 1))
    }

    pub(super) const fn byte(self) -> i8 {
        101 + self.0.cast_signed()
    }

    pub(super) fn int(self) -> i16 {
        32_741 + i16::from(self.0)
    }

    pub(super) fn long(self) -> i32 {
        LONG + i32::from(self.0)
    }

    pub(super) fn double(self) -> f64 {
        f64::from_bits(DOUBLE + u64::from(self.0) * DOUBLE_STEP)
    }

    pub(super) fn of_byte(number: i8) -> Option<Self> {
        u8::try_from(number).ok().and_then(|number| number.checked_sub(101)).map(Self)
    }

    pub(super) fn of_int(number: i16) -> Option<Self> {
        number.checked_sub(32_741).and_then(|gap| u8::try_from(gap).ok()).map(Self)
    }

    pub(super) fn of_long(number: i32) -> Option<Self> {
        number.checked_sub(LONG).and_then(|gap| u8::try_from(gap).ok()).map(Self)
    }

    /// None for what is a number, and for what is past the gaps or between them.
    pub(super) fn of_float(number: f32) -> Option<Self> {
        let past = number.to_bits().checked_sub(FLOAT)?;
        let gap = u8::try_from(past / FLOAT_STEP).ok()?;
        (past % FLOAT_STEP == 0 && gap <= 26).then_some(Self(gap))
    }

    /// None for what is a number, and for what is past the gaps or between them.
    pub(super) fn of_double(number: f64) -> Option<Self> {
        let past = number.to_bits().checked_sub(DOUBLE)?;
        let gap = u8::try_from(past / DOUBLE_STEP).ok()?;
        (past % DOUBLE_STEP == 0 && gap <= 26).then_some(Self(gap))
    }
}
