//! What one person was promised for one survey, every voucher that they got for it, and the form to give another.

use leptos::prelude::*;
use records::vouchers::{Chain, Link, State};
use surveys::{
    fill::long_date,
    typed::Typed,
    vouchers::{GivenBy, Reason},
};

use crate::{
    api::staff::{Wrong, vouchers::Voucher},
    components::staff::{
        frame::StaffFramed,
        radios::{Radio, StaffRadios},
        said::Told,
        table::{Look, StaffTable, cell},
    },
    pages::staff::{
        coming_in::framed,
        participants::{back, of_study},
    },
    wording::staff::{at, vouchers as wording},
};

pub(crate) fn one(voucher: Voucher) -> StaffFramed {
    let Voucher { study, chain, said } = voucher;
    let (wrong, typed) = (said.wrong, said.typed.clone());
    let here = of_study(&study, "vouchers");
    let Chain { debt, links, came_back, is_kept_back, can_be_replaced, needs_another } = chain;
    let came_back = came_back.then(|| {
        view! { <p><strong>"The mail that brought the latest one was not delivered."</strong></p> }
    });
    let title = format!("Voucher of {}", debt.person);
    let rows: Vec<_> = links.iter().map(row).collect();
    let heads = vec!["Voucher", "Value", "State", "Supplier's reference", "What happened"];
    let table = (!rows.is_empty()).then(|| {
        let caption = "Vouchers, the latest first".to_owned();
        view! { <StaffTable caption look=Look::Wide heads rows /> }
    });
    let action = format!("{here}/{}", debt.id);
    let another = if is_kept_back {
        another_way(action, typed.one("given_by").to_owned(), wrong).into_any()
    } else {
        let may = (can_be_replaced, needs_another);
        let another = another(action, debt.state, may, (&typed, wrong));
        view! {
            <h2>"Give another in its place"</h2>
            {another}
        }
        .into_any()
    };
    let middle = view! {
        {back(here, "Vouchers")}
        <Told said />
        <h1>{title.clone()}</h1>
        <p>{format!("{}: {}, promised on {}.", debt.wave, debt.promised, long_date(debt.since))}</p>
        <p>{wording::debt(&debt)}"."</p>
        {came_back}
        {table}
        {another}
    };
    framed(&title, wrong, middle)
}

/// Of a voucher whose letter reaches nobody, and whose code nobody has seen.
fn another_way(action: String, given_by: String, wrong: Option<Wrong>) -> impl IntoView {
    view! {
        <h2>"Send it another way"</h2>
        <p>"Ask them where it can reach them, and have the address put right first. The voucher is then sent \
            as you say; nothing is spoiled."</p>
        <form method="post" action=action novalidate>
            <StaffRadios
                name="given_by" legend="How does it go?" radios=ways() chosen=given_by
                wrong=at("given_by", wrong)
            />
            <div class="actions">
                <button class="button" name="then" value="another-way">"Send it"</button>
            </div>
        </form>
    }
}

fn ways() -> Vec<Radio> {
    vec![
        Radio::new(GivenBy::Email.name(), "By email"),
        Radio::new(GivenBy::Letter.name(), "By letter"),
    ]
}

fn another(
    action: String,
    state: State,
    (can_be_replaced, needs_another): (bool, bool),
    (typed, wrong): (&Typed, Option<Wrong>),
) -> AnyView {
    match (can_be_replaced, needs_another) {
        (true, true) => view! {
            <p>"You gave the last one in place of another. Giving one a second time needs somebody \
                else: ask another supervisor or data manager."</p>
        }
        .into_any(),
        (true, false) => {
            let (reason, given_by) =
                (typed.one("reason").to_owned(), typed.one("given_by").to_owned());
            view! { <Another action reason given_by wrong /> }.into_any()
        }
        (false, _) => {
            let words = match state {
                State::Owed | State::SetAside => {
                    "Nothing was given yet, so there is nothing to give another for."
                }
                _ => "There is no voucher that another could be given for.",
            };
            view! { <p>{words}</p> }.into_any()
        }
    }
}

fn row(link: &Link) -> Vec<AnyView> {
    vec![
        cell(link.number.clone()),
        cell(link.worth.to_string()),
        cell(wording::standing(link.standing)),
        cell(link.supplier_reference.clone().unwrap_or_else(|| "None".to_owned())),
        cell(wording::story(link)),
    ]
}

#[component]
fn Another(
    action: String,
    reason: String,
    given_by: String,
    wrong: Option<Wrong>,
) -> impl IntoView {
    let reasons = Reason::ALL.map(|one| Radio::new(one.name(), wording::reason(one))).into();
    view! {
        <p>"The latest one is marked as spoiled, with your reason, and stays in the books. If it went to \
            a wrong address, have the address put right first."</p>
        <form method="post" action=action novalidate>
            <StaffRadios
                name="reason" legend="Why is another needed?" radios=reasons chosen=reason
                wrong=at("reason", wrong)
            />
            <StaffRadios
                name="given_by" legend="How does the next one go?" radios=ways() chosen=given_by
                wrong=at("given_by", wrong)
            />
            <div class="actions"><button class="button">"Give another"</button></div>
        </form>
    }
}
