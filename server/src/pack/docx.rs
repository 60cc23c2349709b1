//! The document as word processors read it: `WordprocessingML` in a ZIP file, with what changed as tracked changes.

use std::io::{Cursor, Write};

use chrono::{DateTime, Utc};
use surveys::comparing::Passage;
use zip::{
    CompressionMethod, DateTime as ZipTime, ZipWriter, result::ZipError, write::SimpleFileOptions,
};

use super::document::{Document, Part};
use crate::copies::page::html::escaped;

/// Why there is no file.
#[derive(Debug, thiserror::Error)]
pub enum PackError {
    /// The ZIP file could not be made.
    #[error("the document could not be packed: {0}")]
    Zip(#[from] ZipError),
    /// The same.
    #[error("the document could not be packed: {0}")]
    Write(#[from] std::io::Error),
}

const TYPES: &str = r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/><Override PartName="/word/styles.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.styles+xml"/></Types>"#;
const RELATIONS: &str = r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>"#;
const OF_DOCUMENT: &str = r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles" Target="styles.xml"/></Relationships>"#;
const NAMES: &str = r#"xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main""#;

impl Document {
    /// As a file of a word processor.
    ///
    /// # Errors
    /// When it cannot be packed.
    pub fn docx(&self, now: DateTime<Utc>) -> Result<Vec<u8>, PackError> {
        let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
        // Always the same moment, so that the same pack has the same bytes.
        let options = SimpleFileOptions::default()
            .compression_method(CompressionMethod::Deflated)
            .last_modified_time(ZipTime::default());
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
            ("word/document.xml", body.of(self)),
        ];
        for (name, text) in files {
            zip.start_file(name, options)?;
            zip.write_all(text.as_bytes())?;
        }
        Ok(zip.finish()?.into_inner())
    }
}

fn styles() -> String {
    let heading = |id: &str, name: &str, level: u8, size: u8| {
        format!(
            r#"<w:style w:type="paragraph" w:styleId="{id}"><w:name w:val="{name}"/><w:basedOn w:val="Normal"/><w:next w:val="Normal"/><w:qFormat/><w:pPr><w:keepNext/><w:spacing w:before="240" w:after="80"/><w:outlineLvl w:val="{level}"/></w:pPr><w:rPr><w:b/><w:sz w:val="{size}"/></w:rPr></w:style>"#
        )
    };
    format!(
        r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<w:styles {NAMES}><w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii="Calibri" w:hAnsi="Calibri" w:cs="Calibri"/><w:sz w:val="22"/><w:lang w:val="en-GB"/></w:rPr></w:rPrDefault><w:pPrDefault><w:pPr><w:spacing w:after="120"/></w:pPr></w:pPrDefault></w:docDefaults><w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style>{}{}{}</w:styles>"#,
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
        self.paragraph(Some("Title"), &document.title);
        for part in &document.parts {
            self.part(part);
        }
        let Self { out, .. } = self;
        format!(
            "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n<w:document {NAMES}><w:body>{out}\
             <w:sectPr><w:pgSz w:w=\"11906\" w:h=\"16838\"/><w:pgMar w:top=\"1134\" w:right=\"1134\" \
             w:bottom=\"1134\" w:left=\"1134\" w:header=\"567\" w:footer=\"567\" w:gutter=\"0\"/></w:sectPr>\
             </w:body></w:document>"
        )
    }

    fn part(&mut self, part: &Part) {
        match part {
            Part::Heading(words) => self.paragraph(Some("Heading1"), words),
            Part::Smaller(words) => self.paragraph(Some("Heading2"), words),
            Part::Strong(words) => self.strong(words),
            Part::Text(words) => self.paragraph(None, words),
            Part::Words(passages) => self.changed(passages),
            Part::List(items) => {
                for item in items {
                    self.paragraph(None, &format!("• {item}"));
                }
            }
            Part::Table { caption, heads, rows } => self.table(caption, heads, rows),
        }
    }

    fn paragraph(&mut self, style: Option<&str>, words: &str) {
        let style = style.map(|style| format!("<w:pPr><w:pStyle w:val=\"{style}\"/></w:pPr>"));
        let run = run("w:t", words);
        self.out.push_str(&format!("<w:p>{}{run}</w:p>", style.unwrap_or_default()));
    }

    fn strong(&mut self, words: &str) {
        self.out.push_str(&format!(
            "<w:p><w:pPr><w:keepNext/></w:pPr><w:r><w:rPr><w:b/></w:rPr>{}</w:r></w:p>",
            lines("w:t", words)
        ));
    }

    fn changed(&mut self, passages: &[Passage]) {
        self.out.push_str("<w:p>");
        for passage in passages {
            let (mark, text, words) = match passage {
                Passage::Kept(words) => {
                    self.out.push_str(&run("w:t", words));
                    continue;
                }
                Passage::Gone(words) => ("w:del", "w:delText", words),
                Passage::New(words) => ("w:ins", "w:t", words),
            };
            self.changes += 1;
            let (number, at, run) = (self.changes, &self.at, run(text, words));
            self.out.push_str(&format!(
                "<{mark} w:id=\"{number}\" w:author=\"Throughline\" w:date=\"{at}\">{run}</{mark}>"
            ));
        }
        self.out.push_str("</w:p>");
    }

    fn table(&mut self, caption: &str, heads: &[&str], rows: &[Vec<String>]) {
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
            self.out.push_str(&format!(
                "<w:tc><w:p><w:r><w:rPr><w:b/></w:rPr>{}</w:r></w:p></w:tc>",
                lines("w:t", head)
            ));
        }
        self.out.push_str("</w:tr>");
        for row in rows {
            self.out.push_str("<w:tr>");
            for cell in row {
                self.out.push_str(&format!("<w:tc><w:p>{}</w:p></w:tc>", run("w:t", cell)));
            }
            self.out.push_str("</w:tr>");
        }
        self.out.push_str("</w:tbl><w:p/>");
    }
}

fn run(text: &str, words: &str) -> String {
    format!("<w:r>{}</w:r>", lines(text, words))
}

/// Each line, with breaks between them. XML has no place for most characters below a space.
fn lines(text: &str, words: &str) -> String {
    let clean: String = words.chars().filter(|c| matches!(c, '\n' | '\t') || *c >= ' ').collect();
    let clean = clean.replace(['\u{fffe}', '\u{ffff}'], "\u{fffd}");
    let each = clean
        .split('\n')
        .map(|line| format!("<{text} xml:space=\"preserve\">{}</{text}>", escaped(line)));
    each.collect::<Vec<_>>().join("<w:br/>")
}
