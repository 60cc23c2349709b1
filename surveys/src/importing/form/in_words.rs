//! Conditions that are sentences already.

/// Whether a question is looked at in a way that only an answer fulfils.
pub(super) fn looks_at(conditions: &[String], key: &str) -> bool {
    let alone = conditions.iter().filter(|one| !one.contains(['(', '\'']) && !one.contains(" or "));
    let mut parts = alone.flat_map(|one| one.split(" and "));
    parts.any(|part| {
        let rest = part.strip_prefix(key);
        rest.is_some_and(|rest| rest.starts_with(' ') && !rest.starts_with(" !="))
    })
}

/// All of them in one sentence.
pub(super) fn joined(conditions: &[String]) -> Option<String> {
    let bracketed = |condition: &String| match condition.contains(" or ") && conditions.len() > 1 {
        true => format!("({condition})"),
        false => condition.clone(),
    };
    let mut parts: Vec<String> = Vec::new();
    for condition in conditions {
        let is_whole = condition.contains(['(', '\'', '"']) || condition.contains(" or ");
        let each = match is_whole {
            true => vec![bracketed(condition)],
            false => condition.split(" and ").map(str::to_owned).collect(),
        };
        for part in each {
            if !parts.contains(&part) {
                parts.push(part);
            }
        }
    }
    (!parts.is_empty()).then(|| parts.join(" and "))
}
