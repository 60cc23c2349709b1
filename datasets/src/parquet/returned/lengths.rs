//! Pages that the library unpacked, looked at before it reads their texts: where lengths stand apart from texts it makes room
//! for as many as are said to follow.
//!
//! Those lengths are in `DELTA_BINARY_PACKED`, as
//! <https://parquet.apache.org/docs/file-format/data-pages/encodings/> has it.

use ::parquet::{
    basic::Encoding,
    column::page::{Page, PageMetadata, PageReader},
    errors::Result,
    schema::types::ColumnDescriptor,
};

use super::pages::wrong;

/// The pages of a column.
pub(super) struct Looked {
    pages: Box<dyn PageReader>,
    /// Whether pages begin with levels that tell which cells are there.
    has_levels: bool,
}

impl Looked {
    pub(super) fn new(pages: Box<dyn PageReader>, column: &ColumnDescriptor) -> Self {
        Self { pages, has_levels: column.max_def_level() > 0 }
    }

    /// Where the values of a page begin.
    fn values<'p>(&self, page: &'p Page) -> Option<&'p [u8]> {
        let whole = page.buffer().as_ref();
        let levels = match page {
            Page::DataPageV2 { def_levels_byte_len, rep_levels_byte_len, .. } => {
                u64::from(*def_levels_byte_len) + u64::from(*rep_levels_byte_len)
            }
            Page::DataPage { def_level_encoding: Encoding::RLE, .. } if self.has_levels => {
                4 + u64::from(u32::from_le_bytes(*whole.first_chunk()?))
            }
            // A bit for each, as the format was at first.
            Page::DataPage { num_values, .. } if self.has_levels => {
                u64::from(num_values.div_ceil(8))
            }
            Page::DataPage { .. } | Page::DictionaryPage { .. } => 0,
        };
        whole.get(usize::try_from(levels).ok()?..)
    }

    /// Whether no more lengths are said to follow than the page has values.
    fn has_as_many_lengths(&self, page: &Page) -> bool {
        let runs = match page.encoding() {
            Encoding::DELTA_LENGTH_BYTE_ARRAY => 1,
            // How much each has in common with the one before, and how much follows.
            Encoding::DELTA_BYTE_ARRAY => 2,
            _ => return true,
        };
        let mut rest = self.values(page);
        for _ in 0..runs {
            match rest {
                // Nothing is said where each cell is blank.
                Some([]) => return true,
                Some(bytes) => rest = lengths(bytes, page.num_values().into()),
                None => return false,
            }
        }
        rest.is_some()
    }
}

impl Iterator for Looked {
    type Item = Result<Page>;

    fn next(&mut self) -> Option<Self::Item> {
        self.get_next_page().transpose()
    }
}

impl PageReader for Looked {
    fn get_next_page(&mut self) -> Result<Option<Page>> {
        let page = self.pages.get_next_page()?;
        match page {
            Some(page) if !self.has_as_many_lengths(&page) => {
                Err(wrong("a page has other lengths than values"))
            }
            page => Ok(page),
        }
    }

    fn peek_next_page(&mut self) -> Result<Option<PageMetadata>> {
        self.pages.peek_next_page()
    }

    fn skip_next_page(&mut self) -> Result<()> {
        self.pages.skip_next_page()
    }
}

/// What is behind some lengths; none where there are more than `most`, or the bytes end before them.
fn lengths(bytes: &[u8], most: u64) -> Option<&[u8]> {
    let (block, rest) = varint(bytes)?;
    let (parts, rest) = varint(rest)?;
    let (many, rest) = varint(rest)?;
    let (_first, mut rest) = varint(rest)?;
    let each = block.checked_div(parts).filter(|each| *each > 0)?;
    if many > most {
        return None;
    }
    // The first stands before the blocks.
    let mut left = many.saturating_sub(1);
    while left > 0 {
        let (_least, widths) = varint(rest)?;
        let (widths, mut behind) = widths.split_at_checked(usize::try_from(parts).ok()?)?;
        for width in widths {
            // What is said of parts that nothing is in means nothing.
            if left == 0 {
                break;
            }
            let bytes = u64::from(*width).checked_mul(each)? / 8;
            behind = behind.get(usize::try_from(bytes).ok()?..)?;
            left = left.saturating_sub(each);
        }
        rest = behind;
    }
    Some(rest)
}

fn varint(bytes: &[u8]) -> Option<(u64, &[u8])> {
    let end = bytes.iter().take(10).position(|byte| *byte < 0x80)?;
    let (own, rest) = bytes.split_at_checked(end + 1)?;
    let number = own.iter().rev().fold(0, |number, byte| number << 7 | u64::from(byte & 0x7f));
    Some((number, rest))
}
