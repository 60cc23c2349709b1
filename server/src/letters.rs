//! Letters that bring vouchers, as a page to print, one sheet each, or as a table for whoever merges them into letters of
//! their own. It is made once and kept nowhere.

pub mod planned;

mod sheet;

use csv::Writer;
use records::{exports::safe, vouchers::Letter};
use surveys::{fill::long_date, study::Study};

use self::sheet::{Sheet, page, paragraphs};
use crate::copies::page::html::escaped;

/// A page with one sheet for each letter: in the study's own words where it has some for this, or else in ours.
pub fn to_print(study: &Study, letters: &[Letter], today: chrono::NaiveDate) -> String {
    let date = long_date(today);
    let sheets = letters.iter().map(|letter| match &letter.says {
        Some(own) => Sheet {
            name: &letter.name,
            address: &letter.address,
            date: &own.date,
            reference: &letter.voucher,
            language: Some(&own.language),
            says: paragraphs(&own.text),
            below: String::new(),
        },
        None => Sheet {
            name: &letter.name,
            address: &letter.address,
            date: &date,
            reference: &letter.voucher,
            language: None,
            says: ours(study, letter),
            below: String::new(),
        },
    });
    page(&format!("Letters with vouchers: {}", study.title), sheets)
}

fn ours(study: &Study, letter: &Letter) -> String {
    let until = letter.expires_on.map(|last| format!("Please use it by {}. ", long_date(last)));
    let name = Some(letter.name.as_str()).filter(|name| !name.is_empty());
    format!(
        "<p>{},</p><p>Thank you for answering our survey, {}. Here is your {} voucher:</p>\
         <p class=\"code\">{}</p><p>{}If it does not work, or you have a question, call {} and say the \
         number of the voucher: {}.</p><p>{}</p>",
        name.map_or_else(|| "Hello".to_owned(), |name| format!("Dear {}", escaped(name))),
        escaped(&study.title),
        escaped(&letter.worth.to_string()),
        escaped(&letter.code),
        until.unwrap_or_default(),
        escaped(&study.team.phone),
        letter.voucher,
        escaped(&study.organisation),
    )
}

/// The same as a table.
///
/// # Errors
/// When it cannot be made.
pub fn to_merge(letters: &[Letter]) -> Result<Vec<u8>, csv::Error> {
    let mut file = Writer::from_writer(Vec::new());
    file.write_record([
        "name", "address", "value", "code", "use_by", "voucher", "language", "letter",
    ])?;
    for letter in letters {
        let until = letter.expires_on.map(|last| last.to_string()).unwrap_or_default();
        let own = letter.says.as_ref();
        file.write_record([
            safe(&letter.name),
            safe(&letter.address.join("\n")),
            letter.worth.to_string(),
            safe(&letter.code),
            until,
            letter.voucher.clone(),
            own.map_or("en", |own| own.language.as_str()).to_owned(),
            safe(own.map_or("", |own| own.text.as_str())),
        ])?;
    }
    file.into_inner().map_err(|error| error.into_error().into())
}

#[cfg(test)]
mod tests {
    use chrono::NaiveDate;
    use records::outbox::{InTheirWords, Printed};
    use surveys::{authoring::File, language::Language};

    use super::*;

    fn study() -> Study {
        let text = include_str!("../../examples/study/study.toml").to_owned();
        Study::read(&File { name: "study.toml".to_owned(), text }).expect("it is in order")
    }

    fn welsh() -> Language {
        Language::new("cy").expect("a language")
    }

    fn voucher(says: Option<InTheirWords>) -> Letter {
        Letter {
            name: "<b>Ann & Co".to_owned(),
            address: vec!["3 Example Row".to_owned(), "S1 2AB".to_owned()],
            worth: "10".parse().expect("an amount"),
            code: "ABCD-1234".to_owned(),
            expires_on: None,
            voucher: "V000001".to_owned(),
            says,
        }
    }

    #[test]
    fn a_name_with_markup_stays_a_name_and_a_formula_stays_words() {
        assert_eq!(escaped("<b>Ann & Co"), "&lt;b&gt;Ann &amp; Co");
        assert_eq!(safe("=1+1"), "'=1+1");
        assert_eq!(safe("Anna"), "Anna");
    }

    #[test]
    fn a_voucher_goes_on_the_same_sheet_in_the_studys_words_or_else_in_ours() {
        let text = "Annwyl Ann,\n\neich £10: ABCD-1234".to_owned();
        let own = InTheirWords { language: welsh(), date: "3 Mawrth 2026".to_owned(), text };
        let today = NaiveDate::from_ymd_opt(2026, 3, 3).expect("a day");

        let page = to_print(&study(), &[voucher(Some(own)), voucher(None)], today);

        let (first, second) = page.split_once("</article>").expect("two sheets");
        for told in ["&lt;b&gt;Ann &amp; Co\n3 Example Row\nS1 2AB", "3 Mawrth 2026", "V000001"] {
            assert!(first.contains(told), "{told}: {first}");
        }
        assert!(
            first.contains("<div lang=\"cy\" dir=\"ltr\"><p>Annwyl Ann,</p><p>eich £10: ABCD-1234")
        );
        assert!(second.contains("<div lang=\"en\" dir=\"ltr\"><p>Dear &lt;b&gt;Ann &amp; Co,</p>"));
        assert!(second.contains("<p class=\"code\">ABCD-1234</p>"));
    }

    #[test]
    fn a_letter_of_the_protocol_has_its_square_below_and_the_address_beside_it() {
        let letter = Printed {
            reference: "1003".to_owned(),
            name: "Carys Invented".to_owned(),
            address: vec!["3 Example Row".to_owned(), "S1 2AB".to_owned()],
            language: welsh(),
            date: "3 Mawrth 2026".to_owned(),
            text: "Annwyl Carys,\n\n- un\n- dau".to_owned(),
            leads_to: Some("https://survey.example.org/c/K7QX-M2PD".to_owned()),
        };

        let page = planned::to_print(&study(), &[letter]);

        assert!(page.contains("<p>- un<br>- dau</p>"), "{page}");
        assert!(
            page.contains("<svg viewBox")
                && page.contains(">https://survey.example.org/c/K7QX-M2PD</p>")
        );
    }
}
