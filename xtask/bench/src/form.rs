//! Filling in a page as it was drawn, so that no list of questions has to be kept here.

/// The body that a browser would send after somebody chose the first of each list, and wrote
/// something plausible into each box that asks for a number, a date, or an address.
pub fn filled(html: &str) -> String {
    let mut chosen: Vec<String> = Vec::new();
    let mut body = String::new();
    for input in html.split("<input").skip(1) {
        let tag = input.split('>').next().unwrap_or_default();
        let name = attribute(tag, "name").unwrap_or_default();
        // "Don't know" beside a box is for those who leave the box empty.
        if name.is_empty() || name.ends_with("_none") || chosen.contains(&name) {
            continue;
        }
        if let Some(value) = answer(tag, &name).filter(|value| !value.is_empty()) {
            body += &format!("{}={}&", encoded(&name), encoded(&value));
        }
        chosen.push(name);
    }
    for select in html.split("<select").skip(1) {
        let name = attribute(select.split('>').next().unwrap_or_default(), "name");
        let options = select.split("</select>").next().unwrap_or_default().split("<option").skip(1);
        let value =
            options.filter_map(|tag| attribute(tag, "value")).find(|value| !value.is_empty());
        if let Some((name, value)) = name.zip(value) {
            body += &format!("{}={}&", encoded(&name), encoded(&value));
        }
    }
    body + "then=next"
}

fn answer(tag: &str, name: &str) -> Option<String> {
    let kind = attribute(tag, "type").unwrap_or_default();
    let keyboard = attribute(tag, "inputmode").unwrap_or_default();
    let written = match (kind.as_str(), keyboard.as_str()) {
        ("radio" | "checkbox" | "hidden", _) => return attribute(tag, "value"),
        _ if name.ends_with("_day") => "14",
        _ if name.ends_with("_month") => "3",
        _ if name.ends_with("_year") => "1987",
        ("tel", _) => "07700 900123",
        ("email", _) => "anna@example.org",
        (_, "numeric") => "5",
        (_, "decimal") => "20",
        _ => return None,
    };
    Some(written.to_owned())
}

/// What stands in the field of this name.
pub fn value(html: &str, name: &str) -> Option<String> {
    let mut tags = html.split("<input").skip(1).filter_map(|rest| rest.split('>').next());
    let own = tags.find(|tag| attribute(tag, "name").as_deref() == Some(name))?;
    attribute(own, "value")
}

fn attribute(tag: &str, name: &str) -> Option<String> {
    let (_, rest) = tag.split_once(&format!(" {name}=\""))?;
    let (value, _) = rest.split_once('"')?;
    Some(value.replace("&quot;", "\"").replace("&amp;", "&"))
}

/// As a form sends it.
pub fn encoded(text: &str) -> String {
    text.bytes().fold(String::new(), |encoded, byte| match byte {
        b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'_' | b'.' => {
            encoded + &char::from(byte).to_string()
        }
        other => encoded + &format!("%{other:02X}"),
    })
}

#[cfg(test)]
mod tests {
    use super::{filled, value};

    #[test]
    fn the_first_of_each_list_is_chosen_and_boxes_are_written_into() {
        let page = r#"<input type="radio" id="sex-1" name="sex" value="1"><label>Female</label>
            <input type="radio" id="sex-2" name="sex" value="2">
            <input class="input--2" type="text" inputmode="numeric" name="dob_day" value="">
            <input type="email" name="contact_email"> <input type="text" name="genid_2t">
            <input type="checkbox" name="hours_none" value="-8">
            <select id="payper" name="payper"><option value="">How often</option>
            <option value="1">an hour</option></select>"#;

        assert_eq!(
            filled(page),
            "sex=1&dob_day=14&contact_email=anna%40example.org&payper=1&then=next"
        );
    }

    #[test]
    fn what_stands_in_a_field_is_read_by_its_name() {
        let page = r#"<input type="hidden" name="day_of" value="4"><input name="day" value="30">"#;

        assert_eq!(value(page, "day").as_deref(), Some("30"));
        assert_eq!(value(page, "month"), None);
    }
}
