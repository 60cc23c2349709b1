//! What stands before the rows: the study, its one version of metadata, the items and their code lists.

use std::{borrow::Cow, io};

use chrono::{DateTime, SecondsFormat, Utc};
use quick_xml::{
    Writer,
    events::{BytesDecl, BytesStart, BytesText, Event},
};

use super::{code_lists, data_type};
use crate::{Dataset, Kind, Losses, Lost, Missing, Variable, xml};

type Xml<'b> = Writer<&'b mut Vec<u8>>;

pub(super) fn write(
    dataset: &Dataset,
    made: DateTime<Utc>,
    losses: &mut Losses,
    out: &mut Vec<u8>,
) -> io::Result<()> {
    let mut xml = Writer::new_with_indent(out, b' ', 1);
    xml.write_event(Event::Decl(BytesDecl::new("1.0", Some("UTF-8"), None)))?;
    let made = made.to_rfc3339_opts(SecondsFormat::Secs, true);
    let name = dataset.name().as_str();
    let file = format!("F.{name}");
    // It stays open around the rows.
    xml.write_event(Event::Start(BytesStart::new("ODM").with_attributes([
        ("xmlns", "http://www.cdisc.org/ns/odm/v2.0"),
        ("ODMVersion", "2.0"),
        ("FileType", "Snapshot"),
        ("Granularity", "All"),
        ("FileOID", file.as_str()),
        ("CreationDateTime", made.as_str()),
        ("SourceSystem", "Throughline"),
    ])))?;
    let study = [("OID", "ST"), ("StudyName", name), ("ProtocolName", name)];
    xml.create_element("Study").with_attributes(study).write_inner_content(|xml| {
        let version = [("OID", "MDV"), ("Name", name)];
        let element = xml.create_element("MetaDataVersion").with_attributes(version);
        element.write_inner_content(|xml| version_of(dataset, losses, xml))?;
        Ok(())
    })?;
    // What follows is not written by this writer, which leaves its last line open.
    xml.get_mut().push(b'\n');
    Ok(())
}

fn version_of(dataset: &Dataset, losses: &mut Losses, xml: &mut Xml<'_>) -> io::Result<()> {
    let mut about = vec![dataset.title()];
    about.extend(dataset.notes().iter().map(String::as_str));
    said(xml, "Description", dataset, &about.join("\n"))?;
    let event = [("OID", "SE"), ("Name", "Row"), ("Repeating", "Yes"), ("Type", "Common")];
    xml.create_element("StudyEventDef").with_attributes(event).write_inner_content(|xml| {
        let group = [("ItemGroupOID", "IG"), ("Mandatory", "Yes"), ("OrderNumber", "1")];
        xml.create_element("ItemGroupRef").with_attributes(group).write_empty()?;
        Ok(())
    })?;
    group(dataset, xml)?;
    for variable in dataset.variables() {
        item(dataset, variable, xml)?;
    }
    for variable in dataset.variables() {
        let values = code_lists::of(variable);
        if values.is_empty() {
            let labels = variable.labels.iter();
            labels.for_each(|_| losses.schema(Some(&variable.name), Lost::ValueLabelLeftOut));
            continue;
        }
        let kind = if variable.kind.is_number() { "integer" } else { "text" };
        code_list(dataset, variable.name.as_str(), kind, &values, xml)?;
    }
    let reasons =
        Missing::ALL.map(|own| (Cow::Owned(own.code().to_string()), Cow::Borrowed(own.label())));
    code_list(dataset, "missing", "integer", &reasons, xml)
}

fn group(dataset: &Dataset, xml: &mut Xml<'_>) -> io::Result<()> {
    let name = dataset.name().as_str();
    let group = [("OID", "IG"), ("Name", name), ("Repeating", "No"), ("Type", "Dataset")];
    xml.create_element("ItemGroupDef").with_attributes(group).write_inner_content(|xml| {
        said(xml, "Description", dataset, dataset.title())?;
        for (place, variable) in (1..).zip(dataset.variables()) {
            let (item, place) = (format!("IT.{}", variable.name), format!("{place}"));
            let item = [("ItemOID", &*item), ("Mandatory", "No"), ("OrderNumber", &*place)];
            xml.create_element("ItemRef").with_attributes(item).write_empty()?;
        }
        Ok(())
    })?;
    Ok(())
}

fn item(dataset: &Dataset, variable: &Variable, xml: &mut Xml<'_>) -> io::Result<()> {
    let oid = format!("IT.{}", variable.name);
    let length = match variable.kind {
        Kind::Text { bytes: Some(most) } => Some(most.to_string()),
        _ => None,
    };
    let kind = ("DataType", data_type(variable.kind));
    let length = length.as_deref().map(|length| ("Length", length));
    let attributes = [("OID", oid.as_str()), ("Name", variable.name.as_str()), kind];
    let element =
        xml.create_element("ItemDef").with_attributes(attributes.into_iter().chain(length));
    element.write_inner_content(|xml| {
        said(xml, "Description", dataset, &variable.label)?;
        said(xml, "Question", dataset, &variable.origin.question)?;
        if !code_lists::of(variable).is_empty() {
            let list = format!("CL.{}", variable.name);
            let list = ("CodeListOID", list.as_str());
            xml.create_element("CodeListRef").with_attribute(list).write_empty()?;
        }
        aliases(dataset, variable, xml)
    })?;
    Ok(())
}

fn aliases(dataset: &Dataset, variable: &Variable, xml: &mut Xml<'_>) -> io::Result<()> {
    let set =
        dataset.sets().map(|(set, _)| set).find(|set| Some(&set.name) == variable.set.as_ref());
    for (context, text) in [
        ("measure", variable.measure.name()),
        ("universe", &variable.origin.universe),
        ("source", &variable.origin.source),
        ("wave", &variable.origin.wave),
        ("response set", set.map_or("", |set| set.name.as_str())),
        ("response set, in words", set.map_or("", |set| &set.label)),
    ] {
        if !text.is_empty() {
            let text = xml::sayable(text);
            let alias = [("Context", context), ("Name", &*text)];
            xml.create_element("Alias").with_attributes(alias).write_empty()?;
        }
    }
    Ok(())
}

fn code_list(
    dataset: &Dataset,
    name: &str,
    kind: &str,
    values: &[(Cow<'_, str>, Cow<'_, str>)],
    xml: &mut Xml<'_>,
) -> io::Result<()> {
    let oid = format!("CL.{name}");
    let attributes = [("OID", oid.as_str()), ("Name", name), ("DataType", kind)];
    xml.create_element("CodeList").with_attributes(attributes).write_inner_content(|xml| {
        for (value, words) in values {
            let value = xml::sayable(value);
            let element = xml.create_element("CodeListItem");
            element
                .with_attribute(("CodedValue", &*value))
                .write_inner_content(|xml| said(xml, "Decode", dataset, words))?;
        }
        Ok(())
    })?;
    Ok(())
}

/// An element with words in the dataset's language; nothing where there are none.
fn said(xml: &mut Xml<'_>, element: &str, dataset: &Dataset, words: &str) -> io::Result<()> {
    if words.is_empty() {
        return Ok(());
    }
    let words = xml::sayable(words);
    xml.create_element(element).write_inner_content(|xml| {
        let attributes = [("xml:lang", dataset.language()), ("Type", "text/plain")];
        let text = xml.create_element("TranslatedText").with_attributes(attributes);
        text.write_text_content(BytesText::from_escaped(xml::between(&words)))?;
        Ok(())
    })?;
    Ok(())
}
