//! What stands around the words of each page: whose document it is above them, and which page it is below; and what a word
//! processor and a screen reader are told of the whole.

use super::{NAMES, lines::clean};

const XML: &str = r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>"#;

/// The study, versions and day, above each page.
pub fn header(words: &str) -> String {
    let words = clean(words);
    format!(
        "{XML}\n<w:hdr {NAMES}><w:p><w:pPr><w:jc w:val=\"right\"/></w:pPr><w:r><w:rPr><w:sz w:val=\"18\"/></w:rPr>\
         <w:t xml:space=\"preserve\">{words}</w:t></w:r></w:p></w:hdr>"
    )
}

/// `Page 3 of 40`, which the word processor counts.
pub fn footer() -> String {
    let run = |what: &str| format!("<w:r><w:rPr><w:sz w:val=\"18\"/></w:rPr>{what}</w:r>");
    let words = |words: &str| run(&format!("<w:t xml:space=\"preserve\">{words}</w:t>"));
    let counted = |what: &str| {
        let number = run("<w:t>1</w:t>");
        format!("<w:fldSimple w:instr=\" {what} \">{number}</w:fldSimple>")
    };
    format!(
        "{XML}\n<w:ftr {NAMES}><w:p><w:pPr><w:jc w:val=\"center\"/></w:pPr>{}{}{}{}</w:p></w:ftr>",
        words("Page "),
        counted("PAGE"),
        words(" of "),
        counted("NUMPAGES")
    )
}

/// Its title, language and day.
pub fn properties(title: &str, at: &str) -> String {
    let title = clean(title);
    format!(
        "{XML}\n<cp:coreProperties xmlns:cp=\"http://schemas.openxmlformats.org/package/2006/metadata/core-properties\" \
         xmlns:dc=\"http://purl.org/dc/elements/1.1/\" xmlns:dcterms=\"http://purl.org/dc/terms/\" \
         xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\"><dc:title>{title}</dc:title>\
         <dc:language>en-GB</dc:language><dcterms:created xsi:type=\"dcterms:W3CDTF\">{at}</dcterms:created>\
         </cp:coreProperties>"
    )
}
