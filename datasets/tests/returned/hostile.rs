//! Files that ask for more than they are, and days that the format can tell and nanoseconds cannot.

use std::sync::Arc;

use datasets::parquet::returned::{Limits, ReturnedError};
use parquet::{
    basic::{Compression, Encoding, GzipLevel, Repetition},
    data_type::{ByteArray, ByteArrayType, DataType, Int96, Int96Type},
    file::{
        metadata::{ParquetMetaData, ParquetMetaDataReader, ParquetMetaDataWriter},
        properties::{WriterProperties, WriterPropertiesBuilder},
        writer::SerializedFileWriter,
    },
    schema::types::Type,
};

use super::{rows, rows_within};

const SMALL: Limits = Limits { page: 1 << 16, together: 1 << 18 };

/// A file of a column “it” in which each row has a value.
fn file<T: DataType>(properties: WriterPropertiesBuilder, values: &[T::T]) -> Vec<u8> {
    let column = Type::primitive_type_builder("it", T::get_physical_type());
    let column = column.with_repetition(Repetition::REQUIRED).build().expect("a column");
    let schema = Type::group_type_builder("all").with_fields(vec![Arc::new(column)]).build();
    let (mut out, properties) = (Vec::new(), Arc::new(properties.build()));
    let schema = Arc::new(schema.expect("a schema"));
    let mut writer = SerializedFileWriter::new(&mut out, schema, properties).expect("a file");
    let mut group = writer.next_row_group().expect("a group");
    let mut column = group.next_column().expect("a column").expect("a column");
    column.typed::<T>().write_batch(values, None, None).expect("values");
    column.close().expect("its end");
    group.close().expect("its end");
    writer.close().expect("its end");
    out
}

fn plain() -> WriterPropertiesBuilder {
    WriterProperties::builder().set_dictionary_enabled(false).set_offset_index_disabled(true)
}

fn texts(properties: WriterPropertiesBuilder, texts: &[&str]) -> Vec<u8> {
    let values: Vec<_> = texts.iter().map(|text| ByteArray::from(*text)).collect();
    file::<ByteArrayType>(properties, &values)
}

fn gzip() -> WriterPropertiesBuilder {
    plain().set_compression(Compression::GZIP(GzipLevel::default()))
}

/// The same bytes behind which something else is said of them.
fn saying(file: &[u8], say: impl FnOnce(ParquetMetaData) -> ParquetMetaData) -> Vec<u8> {
    let about = ParquetMetaDataReader::new();
    let about = about.parse_and_finish(&bytes::Bytes::copy_from_slice(file)).expect("a footer");
    let footer = file.last_chunk::<8>().and_then(|end| end.first_chunk()).expect("a length");
    let length = usize::try_from(u32::from_le_bytes(*footer)).expect("a length");
    let mut out = file[..file.len() - 8 - length].to_vec();
    ParquetMetaDataWriter::new(&mut out, &say(about)).finish().expect("a footer");
    out
}

/// Other bytes of the same number in place of some that stand in the file once.
fn with(file: &[u8], which: &[u8], other: &[u8]) -> Vec<u8> {
    let places = file.windows(which.len()).enumerate().filter(|(_, bytes)| *bytes == which);
    let places: Vec<_> = places.map(|(place, _)| place).collect();
    assert_eq!(places.len(), 1, "{which:?}");
    let mut file = file.to_vec();
    file[places[0]..places[0] + other.len()].copy_from_slice(other);
    file
}

/// The group has so many rows, and so has the file.
fn rows_of(about: &ParquetMetaData, rows: i64) -> ParquetMetaData {
    use parquet::file::metadata::{FileMetaData, ParquetMetaDataBuilder};
    let own = about.file_metadata();
    let schema = own.schema_descr_ptr();
    let all = FileMetaData::new(own.version(), rows, None, None, schema, None);
    let of = about.row_group(0).clone().into_builder().set_num_rows(rows).build();
    ParquetMetaDataBuilder::new(all).add_row_group(of.expect("a group")).build()
}

fn is_too_large<T>(read: Result<T, ReturnedError>) -> bool {
    matches!(read, Err(ReturnedError::TooLarge(column)) if column == "it")
}

fn is_broken<T>(read: Result<T, ReturnedError>, with: &str) -> bool {
    matches!(read, Err(ReturnedError::Broken { told, .. }) if told.contains(with))
}

#[test]
fn a_small_file_that_unpacks_to_a_large_page_is_refused_before_it_is_unpacked() {
    let long = "0".repeat(1 << 20);
    let packed = texts(gzip(), &[&long]);
    assert!(packed.len() < 4096, "{}", packed.len());

    assert!(is_too_large(rows_within(&packed, SMALL)));
    let read = rows(&packed).expect("a table");
    assert_eq!(read, [[Some(long)]]);
}

#[test]
fn a_page_that_unpacks_to_more_than_it_says_is_refused() {
    let packed = texts(gzip(), &["0".repeat(1 << 13).as_str()]);
    // 8,196 bytes, and 4,100, as a header says them.
    let lying = with(&packed, &[0x15, 0x88, 0x80, 0x01], &[0x15, 0x88, 0xc0, 0x00]);

    assert!(is_broken(rows(&lying), "unpacks to more than it says"));
}

#[test]
fn a_dictionary_that_has_more_values_than_memory_is_refused() {
    let many: Vec<_> = (0..100).map(|place| place.to_string()).collect();
    let many: Vec<_> = many.iter().map(String::as_str).collect();
    let good = texts(WriterProperties::builder().set_offset_index_disabled(true), &many);
    assert_eq!(rows_within(&good, SMALL).expect("a table").len(), 100);
    // 100 values, and 8,191, as the header of a dictionary says them.
    let lying = with(&good, &[0x4c, 0x15, 0xc8, 0x01], &[0x4c, 0x15, 0xfe, 0x7f]);

    assert!(is_too_large(rows_within(&lying, SMALL)));
}

#[test]
fn pages_that_are_too_large_together_are_read_a_few_rows_at_a_time() {
    let long = "0".repeat(60_000);
    let properties = gzip().set_data_page_size_limit(1).set_write_batch_size(1);
    let packed = texts(properties, &[&*long; 20]);

    let read = rows_within(&packed, SMALL).expect("a table");

    assert_eq!(read.len(), 20);
    assert!(read.into_iter().all(|row| row == [Some(long.clone())]));
    let few = Limits { together: 1 << 14, ..SMALL };
    assert!(is_too_large(rows_within(&packed, few)));
}

#[test]
fn a_group_that_says_fewer_or_more_rows_than_its_pages_have_is_refused() {
    let three = texts(plain(), &["a", "b", "c"]);
    for said in [2, 4, i64::MAX] {
        let lying = saying(&three, |about| rows_of(&about, said));
        assert!(is_broken(rows(&lying), "it has 3 rows where the file says"), "{said}");
    }
    // Three rows, and two, as the file says them before its groups.
    let other = with(&three, &[0x16, 0x06, 0x19], &[0x16, 0x04, 0x19]);
    assert!(matches!(rows(&other), Err(ReturnedError::NotParquet(_))));
    let less_than_none = saying(&three, |about| rows_of(&about, -3));
    assert!(matches!(rows(&less_than_none), Err(ReturnedError::NotParquet(_))));
}

#[test]
fn lengths_that_are_more_than_the_page_has_values_are_refused() {
    for (encoding, runs) in
        [(Encoding::DELTA_LENGTH_BYTE_ARRAY, 1), (Encoding::DELTA_BYTE_ARRAY, 2)]
    {
        let good = texts(plain().set_encoding(encoding), &["abc"]);
        assert_eq!(rows(&good).expect("a table"), [[Some("abc".to_owned())]]);
        // 128 in a block, four parts, one length.
        let head = [0x80, 0x01, 0x04, 0x01];
        let places = good.windows(4).enumerate().filter(|(_, bytes)| *bytes == head);
        let places: Vec<_> = places.map(|(place, _)| place).collect();
        assert_eq!(places.len(), runs, "{encoding}");
        for place in places {
            let mut lying = good.clone();
            lying[place + 3] = 0x7f;
            assert!(is_broken(rows(&lying), "other lengths than values"), "{encoding}");
        }
    }
}

#[test]
fn texts_that_repeat_the_one_before_them_are_read_however_few_fit_at_a_time() {
    let many: Vec<_> = (0..3000).map(|row| format!("{}{row}", "0".repeat(100))).collect();
    let many: Vec<_> = many.iter().map(String::as_str).collect();
    let packed = texts(plain().set_encoding(Encoding::DELTA_BYTE_ARRAY), &many);

    let read = rows_within(&packed, SMALL).expect("a table");

    assert!(read.into_iter().flatten().eq(many.into_iter().map(|text| Some(text.to_owned()))));
}

#[test]
fn a_day_after_2262_is_the_day_it_is_and_one_after_9999_is_no_cell() {
    let at = |day: u32, nanos: u64| {
        let mut own = Int96::new();
        let (low, high) = (nanos & u64::from(u32::MAX), nanos >> 32);
        let half = |half| u32::try_from(half).expect("half");
        own.set_data(half(low), half(high), day);
        own
    };
    // 1970-01-01 is day 2,440,588, and 2400-02-29 is 157,113 days later.
    let days = [at(2_440_588, 0), at(2_440_588 + 157_113, 86_399_500_000_000)];
    let read = rows(&file::<Int96Type>(plain(), &days)).expect("a table");
    assert_eq!(
        read.concat(),
        [Some("1970-01-01T00:00:00".to_owned()), Some("2400-02-29T23:59:59.500".to_owned())]
    );

    for beyond in [at(u32::MAX >> 1, 0), at(2_440_588, 86_400_000_000_000), at(0, u64::MAX)] {
        let refused = rows(&file::<Int96Type>(plain(), &[days[0], beyond]));
        let told =
            matches!(&refused, Err(ReturnedError::Cell { row: 2, column }) if column == "it");
        assert!(told, "{refused:?}");
    }
}
