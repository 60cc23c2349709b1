//! A document as a tree, by quick-xml's reader: a page of HTML that is well-formed as well.

use std::collections::BTreeMap;

use quick_xml::{
    Reader,
    escape::resolve_predefined_entity,
    events::{BytesStart, Event},
};

/// An element. White space between elements is left out.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Element {
    pub name: String,
    pub attributes: BTreeMap<String, String>,
    pub children: Vec<Element>,
    /// All words in it, also those of its children.
    pub text: String,
}

impl Element {
    /// Every element under this one and itself, in their order.
    pub fn all(&self) -> Vec<&Self> {
        let under = self.children.iter().flat_map(Self::all);
        std::iter::once(self).chain(under).collect()
    }

    /// Every element of this name.
    pub fn named(&self, name: &str) -> Vec<&Self> {
        self.all().into_iter().filter(|element| element.name == name).collect()
    }

    /// The first child of this name.
    pub fn child(&self, name: &str) -> Option<&Self> {
        self.children.iter().find(|child| child.name == name)
    }

    /// An attribute, or nothing.
    pub fn attribute(&self, name: &str) -> &str {
        self.attributes.get(name).map_or("", String::as_str)
    }

    /// The words of each child of this name.
    pub fn texts(&self, name: &str) -> Vec<&str> {
        self.children
            .iter()
            .filter(|child| child.name == name)
            .map(|child| child.text.as_str())
            .collect()
    }
}

/// The root of a document.
pub fn read(document: &[u8]) -> Element {
    let text = std::str::from_utf8(document).expect("UTF-8");
    let mut reader = Reader::from_str(text);
    let mut open = vec![Element::default()];
    loop {
        match reader.read_event().expect("well-formed") {
            Event::Start(start) => open.push(begun(&start)),
            Event::Empty(start) => {
                open.push(begun(&start));
                close(&mut open);
            }
            Event::End(_) => close(&mut open),
            Event::Text(words) => add(&mut open, &words.xml10_content()),
            Event::GeneralRef(name) => {
                let character = name.resolve_char_ref().expect("a character").map(String::from);
                let words =
                    character.or_else(|| resolve_predefined_entity(&name).map(str::to_owned));
                add(&mut open, &words.expect("one of the five entities"));
            }
            Event::Decl(_) | Event::DocType(_) => {}
            Event::Eof => break,
            other => panic!("no document of ours has {other:?}"),
        }
    }
    assert_eq!(open.len(), 1, "an element is not closed");
    open.pop().and_then(|mut top| top.children.pop()).expect("a root")
}

fn begun(start: &BytesStart<'_>) -> Element {
    let name = start.name().0.to_owned();
    let mut element = Element { name, ..Element::default() };
    for attribute in start.attributes() {
        let attribute = attribute.expect("each once, and in quotes");
        let key = attribute.key.0.to_owned();
        let value = attribute.normalized_value(quick_xml::XmlVersion::Explicit1_0).expect("UTF-8");
        element.attributes.insert(key, value.into_owned());
    }
    element
}

fn add(open: &mut [Element], words: &str) {
    open.last_mut().expect("an element").text.push_str(words);
}

fn close(open: &mut Vec<Element>) {
    let element = open.pop().expect("an element");
    let parent = open.last_mut().expect("its parent");
    parent.text.push_str(&element.text);
    parent.children.push(element);
}
