//! How the values of a column are to be read.

use ::parquet::{
    basic::{ConvertedType, LogicalType, TimeUnit, Type as Physical},
    schema::types::ColumnDescriptor,
};

use super::ReturnedKind;

/// Digits behind a point. A number of 16 bytes, the most that is read, has no more in all.
const MOST_PLACES: u32 = 38;

/// How a value is to be read.
#[derive(Clone, Copy)]
pub(super) enum Shape {
    Whole,
    Unsigned,
    Decimal,
    /// A whole number of which so many digits stand behind the point.
    Scaled(u32),
    Text,
    Date,
    /// Since midnight, counted in so many parts of a second.
    Time(i64),
    /// Since 1970, counted in so many parts of a second.
    Moment {
        per_second: i64,
        is_utc: bool,
    },
}

impl Shape {
    pub(super) const fn kind(self) -> ReturnedKind {
        match self {
            Self::Whole | Self::Unsigned => ReturnedKind::Whole,
            Self::Decimal | Self::Scaled(_) => ReturnedKind::Decimal,
            Self::Text | Self::Time(_) => ReturnedKind::Text,
            Self::Date => ReturnedKind::Date,
            Self::Moment { .. } => ReturnedKind::Moment,
        }
    }
}

/// How a column's values are to be read; none where they are no cells of a table.
pub(super) fn shape(column: &ColumnDescriptor) -> Option<Shape> {
    let scaled = |scale| u32::try_from(scale).ok().filter(|scale| *scale <= MOST_PLACES);
    if let Some(LogicalType::Decimal(own)) = column.logical_type_ref() {
        return scaled(own.scale).map(Shape::Scaled);
    }
    match (column.physical_type(), column.logical_type_ref(), column.converted_type()) {
        (Physical::BYTE_ARRAY | Physical::FIXED_LEN_BYTE_ARRAY, None, ConvertedType::DECIMAL)
        | (Physical::INT32 | Physical::INT64, None, ConvertedType::DECIMAL) => {
            scaled(column.type_scale()).map(Shape::Scaled)
        }
        (Physical::BOOLEAN, ..) => Some(Shape::Whole),
        (Physical::INT96, ..) => Some(Shape::Moment { per_second: 1_000_000_000, is_utc: false }),
        (Physical::FLOAT | Physical::DOUBLE, ..) => Some(Shape::Decimal),
        (Physical::BYTE_ARRAY, logical, _) => match logical {
            None | Some(LogicalType::String | LogicalType::Enum | LogicalType::Json) => {
                Some(Shape::Text)
            }
            _ => None,
        },
        (Physical::FIXED_LEN_BYTE_ARRAY, ..) => None,
        (Physical::INT32 | Physical::INT64, logical, converted) => counted(logical, converted),
    }
}

/// What a whole number of the file counts.
fn counted(logical: Option<&LogicalType>, converted: ConvertedType) -> Option<Shape> {
    let per_second = |unit: &TimeUnit| match unit {
        TimeUnit::MILLIS => 1000,
        TimeUnit::MICROS => 1_000_000,
        TimeUnit::NANOS => 1_000_000_000,
    };
    match (logical, converted) {
        (Some(LogicalType::Date), _) | (None, ConvertedType::DATE) => Some(Shape::Date),
        (Some(LogicalType::Time(own)), _) => Some(Shape::Time(per_second(&own.unit))),
        (None, ConvertedType::TIME_MILLIS) => Some(Shape::Time(1000)),
        (None, ConvertedType::TIME_MICROS) => Some(Shape::Time(1_000_000)),
        (Some(LogicalType::Timestamp(own)), _) => Some(Shape::Moment {
            per_second: per_second(&own.unit),
            is_utc: own.is_adjusted_to_u_t_c,
        }),
        (None, ConvertedType::TIMESTAMP_MILLIS) => {
            Some(Shape::Moment { per_second: 1000, is_utc: true })
        }
        (None, ConvertedType::TIMESTAMP_MICROS) => {
            Some(Shape::Moment { per_second: 1_000_000, is_utc: true })
        }
        (Some(LogicalType::Integer(own)), _) if !own.is_signed => Some(Shape::Unsigned),
        (
            None,
            ConvertedType::UINT_8
            | ConvertedType::UINT_16
            | ConvertedType::UINT_32
            | ConvertedType::UINT_64,
        ) => Some(Shape::Unsigned),
        (None | Some(LogicalType::Integer(_)), _) => Some(Shape::Whole),
        _ => None,
    }
}

pub(super) fn told(column: &ColumnDescriptor) -> String {
    let logical = column.logical_type_ref().map(|logical| format!("{logical:?}"));
    logical.unwrap_or_else(|| column.physical_type().to_string())
}
