//! Letters that bring vouchers, as a page to print, one sheet each, or as a table for whoever merges them into letters of
//! their own. It is made once and kept nowhere.

pub mod planned;

use std::fmt::Write;

use csv::Writer;
use records::{exports::safe, vouchers::Letter};
use surveys::{fill::long_date, study::Study};

use crate::copies::page::html::escaped;

const STYLE: &str = "body{font:12pt/1.5 Georgia,serif;margin:2.5cm}\
    article{break-after:page;max-width:16cm}\
    .to{min-height:4cm;white-space:pre-line}\
    .code{font:bold 16pt/1.5 monospace;border:1pt solid #000;padding:.5cm;overflow-wrap:anywhere}";

/// A page with one sheet for each letter.
pub fn to_print(study: &Study, letters: &[Letter], today: chrono::NaiveDate) -> String {
    let title = escaped(&study.title);
    let mut page = format!(
        "<!doctype html><html lang=\"en\"><head><meta charset=\"utf-8\"><title>Letters with vouchers: {title}</title>\
         <style>{STYLE}</style></head><body>"
    );
    for letter in letters {
        let to: Vec<_> =
            [&letter.name].into_iter().chain(&letter.address).map(|line| escaped(line)).collect();
        let until = letter.expires_on.map(|last| format!(" Please use it by {}.", long_date(last)));
        // Writing into a string cannot fail.
        let _ = write!(
            page,
            "<article><p class=\"to\">{}</p><p>{}</p><p>Dear {},</p>\
             <p>Thank you for answering our survey, {title}. Here is your {} voucher:</p>\
             <p class=\"code\">{}</p><p>{}If it does not work, or you have a question, call {} and say \
             the number of the voucher: {}.</p><p>{}</p></article>",
            to.join("\n"),
            long_date(today),
            escaped(&letter.name),
            escaped(&letter.worth.to_string()),
            escaped(&letter.code),
            until.map(|words| format!("{} ", words.trim())).unwrap_or_default(),
            escaped(&study.team.phone),
            letter.voucher,
            escaped(&study.organisation),
        );
    }
    page.push_str("</body></html>\n");
    page
}

/// The same as a table.
///
/// # Errors
/// When it cannot be made.
pub fn to_merge(letters: &[Letter]) -> Result<Vec<u8>, csv::Error> {
    let mut file = Writer::from_writer(Vec::new());
    file.write_record(["name", "address", "value", "code", "use_by", "voucher"])?;
    for letter in letters {
        let until = letter.expires_on.map(|last| last.to_string()).unwrap_or_default();
        file.write_record([
            safe(&letter.name),
            safe(&letter.address.join("\n")),
            letter.worth.to_string(),
            safe(&letter.code),
            until,
            letter.voucher.clone(),
        ])?;
    }
    file.into_inner().map_err(|error| error.into_error().into())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_with_markup_stays_a_name_and_a_formula_stays_words() {
        assert_eq!(escaped("<b>Ann & Co"), "&lt;b&gt;Ann &amp; Co");
        assert_eq!(safe("=1+1"), "'=1+1");
        assert_eq!(safe("Anna"), "Anna");
    }
}
