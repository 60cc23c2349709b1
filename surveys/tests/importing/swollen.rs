//! Files that are small, and whose parts are repeated until there is no room for them: each is refused in time.

use surveys::importing::Format;

use crate::{
    brought::{brought, told},
    workbook::workbook,
};

#[test]
fn an_if_within_the_condition_of_another_is_written_out_until_it_doubles_too_often() {
    let within = |depth| {
        let around = |condition: String, _| format!("if({condition}, ${{a}} = 2, true())");
        (0..depth).fold("${a} = 1".to_owned(), around)
    };
    let asked = |condition: &str| {
        let rows = format!(
            "type|name|label|relevant|constraint|calculation|choice_filter\n\
             integer|a|A?\ninteger|b|B?|{condition}|{condition}\n\
             calculate|c||||if({condition}, 1, 2)\nselect_one l|d|D?||||{condition}"
        );
        let lists = "list_name|name|label\nl|x|X\nl|y|Y";
        brought(Format::Xlsform, &workbook(&[("survey", &rows), ("choices", lists)]))
    };

    assert!(!told(&asked(&within(2)), "b").contains("everybody"));
    let deep = asked(&within(28));
    let said = told(&deep, "b");
    assert!(said.contains("is asked of everybody") && said.contains("it uses “if()”"), "{said}");
    assert!(said.contains("takes answers that"), "{said}");
    assert!(told(&deep, "c").contains("work it out from the export"));
    assert!(told(&deep, "d").contains("offers “l” to everybody"));
}
