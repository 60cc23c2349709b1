//! The document as word processors read it: `WordprocessingML` in a ZIP file, with what changed as tracked changes.

mod lines;

mod around;

use chrono::{DateTime, Utc};
use surveys::{comparing::Passage, language::Direction};
use zip::result::ZipError;

use self::lines::{Line, Look, Mark, lines, runs};
use super::document::{Document, Part, Said};
use crate::zipped::zipped;

/// Why there is no file.
#[derive(Debug, thiserror::Error)]
pub enum PackError {
    /// The ZIP file could not be made.
    #[error("the document could not be packed: {0}")]
    Zip(#[from] ZipError),
}

const TYPES: &str = r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/><Override PartName="/word/styles.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.styles+xml"/><Override PartName="/word/header1.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.header+xml"/><Override PartName="/word/footer1.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.footer+xml"/><Override PartName="/docProps/core.xml" ContentType="application/vnd.openxmlformats-package.core-properties+xml"/></Types>"#;
const RELATIONS: &str = r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/><Relationship Id="rId2" Type="http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties" Target="docProps/core.xml"/></Relationships>"#;
const OF_DOCUMENT: &str = r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles" Target="styles.xml"/><Relationship Id="rId2" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/header" Target="header1.xml"/><Relationship Id="rId3" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/footer" Target="footer1.xml"/></Relationships>"#;
const NAMES: &str = r#"xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships""#;

impl Document {
    /// As a file of a word processor.
    ///
    /// # Errors
    /// When it cannot be packed.
    pub fn docx(&self, now: DateTime<Utc>) -> Result<Vec<u8>, PackError> {
        let body = Body {
            out: String::new(),
            changes: 0,
            at: now.format("%Y-%m-%dT%H:%M:%SZ").to_string(),
        };
        let files = [
            ("[Content_Types].xml", TYPES.to_owned()),
            ("_rels/.rels", RELATIONS.to_owned()),
            ("word/_rels/document.xml.rels", OF_DOCUMENT.to_owned()),
            ("word/styles.xml", styles()),
            ("word/header1.xml", around::header(&self.above)),
            ("word/footer1.xml", around::footer()),
            ("docProps/core.xml", around::properties(&self.title, &body.at)),
            ("word/document.xml", body.of(self)),
        ];
        Ok(zipped(files.iter().map(|(name, text)| (*name, text.as_bytes())))?)
    }
}

fn styles() -> String {
    let heading = |id: &str, name: &str, level: u8, size: u8| {
        format!(
            r#"<w:style w:type="paragraph" w:styleId="{id}"><w:name w:val="{name}"/><w:basedOn w:val="Normal"/><w:next w:val="Normal"/><w:qFormat/><w:pPr><w:keepNext/><w:spacing w:before="240" w:after="80"/><w:outlineLvl w:val="{level}"/></w:pPr><w:rPr><w:b/><w:bCs/><w:sz w:val="{size}"/><w:szCs w:val="{size}"/></w:rPr></w:style>"#
        )
    };
    format!(
        r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<w:styles {NAMES}><w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii="Calibri" w:hAnsi="Calibri" w:cs="Calibri"/><w:sz w:val="22"/><w:szCs w:val="22"/><w:lang w:val="en-GB"/></w:rPr></w:rPrDefault><w:pPrDefault><w:pPr><w:spacing w:after="120"/></w:pPr></w:pPrDefault></w:docDefaults><w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style>{}{}{}</w:styles>"#,
        heading("Title", "Title", 9, 40),
        heading("Heading1", "heading 1", 0, 32),
        heading("Heading2", "heading 2", 1, 26),
    )
}

/// The text of `document.xml` so far.
struct Body {
    out: String,
    /// Each tracked change has a number of its own.
    changes: u32,
    at: String,
}

impl Body {
    fn of(mut self, document: &Document) -> String {
        self.styled("Title", &document.title);
        for part in &document.parts {
            self.part(part);
        }
        let Self { out, .. } = self;
        format!(
            "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n<w:document {NAMES}><w:body>{out}\
             <w:sectPr><w:headerReference w:type=\"default\" r:id=\"rId2\"/><w:footerReference w:type=\"default\" \
             r:id=\"rId3\"/><w:pgSz w:w=\"11906\" w:h=\"16838\"/><w:pgMar w:top=\"1134\" w:right=\"1134\" \
             w:bottom=\"1134\" w:left=\"1134\" w:header=\"567\" w:footer=\"567\" w:gutter=\"0\"/></w:sectPr>\
             </w:body></w:document>"
        )
    }

    fn part(&mut self, part: &Part) {
        match part {
            Part::Heading(words) => self.styled("Heading1", words),
            Part::Smaller(words) => self.styled("Heading2", words),
            Part::Strong(said) => self.said(said, true),
            Part::Text(said) | Part::Words(said) => self.said(said, false),
            Part::List(items) => items.iter().for_each(|item| self.said(&pointed(item), false)),
            Part::Table { caption, heads, rows } => self.table(caption, heads, rows),
        }
    }

    fn styled(&mut self, style: &str, words: &str) {
        self.paragraphs(&kept(words), Look { style: Some(style), ..Look::default() });
    }

    fn strong(&mut self, words: &str) {
        self.paragraphs(&kept(words), Look { is_bold: true, ..Look::default() });
    }

    fn said(&mut self, said: &Said, is_bold: bool) {
        let language = said.language.as_ref();
        self.paragraphs(&said.passages, Look { style: None, is_bold, language });
    }

    fn paragraphs(&mut self, passages: &[Passage], look: Look<'_>) {
        let lines = lines(passages);
        for (place, line) in lines.iter().enumerate() {
            self.paragraph(line, place + 1 == lines.len(), look);
        }
    }

    /// A line, close to the next where it is not the last.
    fn paragraph(&mut self, line: &Line<'_>, is_last: bool, look: Look<'_>) {
        let base = line.direction();
        let mut about = String::new();
        if let Some(style) = look.style {
            about.push_str(&format!("<w:pStyle w:val=\"{style}\"/>"));
        }
        about.push_str(if look.is_bold { "<w:keepNext/>" } else { "" });
        about.push_str(if base == Direction::FromTheRight { "<w:bidi/>" } else { "" });
        about.push_str(if is_last { "" } else { "<w:spacing w:after=\"0\"/>" });
        if let Some(tracked) = self.tracked(line.end) {
            about.push_str(&format!("<w:rPr><{tracked}/></w:rPr>"));
        }
        self.out.push_str("<w:p>");
        if !about.is_empty() {
            self.out.push_str(&format!("<w:pPr>{about}</w:pPr>"));
        }
        for (mark, words) in &line.words {
            let text = if *mark == Mark::Gone { "w:delText" } else { "w:t" };
            let runs = runs(words, text, base, look);
            let Some(tracked) = self.tracked(*mark) else {
                self.out.push_str(&runs);
                continue;
            };
            let name = tracked.split(' ').next().unwrap_or_default();
            self.out.push_str(&format!("<{tracked}>{runs}</{name}>"));
        }
        self.out.push_str("</w:p>");
    }

    /// What opens a change of its own number; of what was kept there is none.
    fn tracked(&mut self, mark: Mark) -> Option<String> {
        let name = match mark {
            Mark::Kept => return None,
            Mark::Gone => "w:del",
            Mark::New => "w:ins",
        };
        self.changes += 1;
        let (number, at) = (self.changes, &self.at);
        Some(format!("{name} w:id=\"{number}\" w:author=\"Throughline\" w:date=\"{at}\""))
    }

    fn table(&mut self, caption: &str, heads: &[&str], rows: &[Vec<Said>]) {
        self.strong(caption);
        let edges = ["top", "left", "bottom", "right", "insideH", "insideV"];
        let edges =
            edges.map(|edge| format!("<w:{edge} w:val=\"single\" w:sz=\"4\" w:color=\"999999\"/>"));
        let columns = "<w:gridCol/>".repeat(heads.len());
        self.out.push_str(&format!(
            "<w:tbl><w:tblPr><w:tblW w:w=\"5000\" w:type=\"pct\"/><w:tblBorders>{}</w:tblBorders></w:tblPr>\
             <w:tblGrid>{columns}</w:tblGrid><w:tr><w:trPr><w:tblHeader/></w:trPr>",
            edges.concat()
        ));
        for head in heads {
            self.out.push_str("<w:tc>");
            self.strong(head);
            self.out.push_str("</w:tc>");
        }
        self.out.push_str("</w:tr>");
        for row in rows {
            self.out.push_str("<w:tr>");
            for cell in row {
                self.out.push_str("<w:tc>");
                self.said(cell, false);
                self.out.push_str("</w:tc>");
            }
            self.out.push_str("</w:tr>");
        }
        self.out.push_str("</w:tbl><w:p/>");
    }
}

/// A point behind its dot, which goes or comes with all of it.
fn pointed(item: &Said) -> Said {
    let passages = match item.passages.as_slice() {
        [all] => vec![all.with(&format!("• {}", all.text()))],
        several => {
            let dot = Passage::Kept("• ".to_owned());
            std::iter::once(dot).chain(several.iter().cloned()).collect()
        }
    };
    Said { passages, language: item.language.clone() }
}

fn kept(words: &str) -> [Passage; 1] {
    [Passage::Kept(words.to_owned())]
}
