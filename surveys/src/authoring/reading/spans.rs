//! Where the fields of a file stand. They are found by where any other field of the same table does, so that whoever
//! knows the place of a key can point at what stands beside it.

use std::{collections::BTreeMap, ops::Range, rc::Rc};

use toml::de::DeTable;

/// The values of one table, by their names.
type Fields = BTreeMap<String, Range<usize>>;

/// By the first byte of each value, all that stand in its table.
#[derive(Debug, Default)]
pub(in crate::authoring) struct Spans(BTreeMap<usize, Rc<Fields>>);

impl Spans {
    /// Of tables that begin where others do, the inner ones have to come first.
    pub fn note(&mut self, table: &DeTable<'_>) {
        let fields = table.iter().map(|(name, value)| (name.get_ref().to_string(), value.span()));
        let fields: Rc<Fields> = Rc::new(fields.collect());
        for span in fields.values() {
            self.0.entry(span.start).or_insert_with(|| Rc::clone(&fields));
        }
    }

    /// The fields beside one that stands here, itself among them.
    pub fn beside(&self, known: &Range<usize>) -> impl Iterator<Item = (&str, &Range<usize>)> {
        let fields = self.0.get(&known.start).into_iter();
        fields.flat_map(|fields| fields.iter().map(|(name, span)| (name.as_str(), span)))
    }
}
