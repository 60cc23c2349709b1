//! A site with the example study, and staff who come in.

mod participants;
pub mod protocol;

pub mod form;

use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU32, Ordering};

use app::api::door::Clock;
use axum::{
    Router,
    body::{Body, to_bytes},
    http::{
        HeaderMap, Method, Request, StatusCode,
        header::{CONTENT_TYPE, COOKIE, LOCATION, SET_COOKIE},
        request,
    },
};
use chrono::{DateTime, Utc};
use migrations::{KeysMigrator, Migrator, MigratorTrait, VaultMigrator};
use records::{
    Db,
    auth::{Arrived, By, arrive},
    sealing::MasterKeys,
    staff::{self, Accepting, Appointment},
    stores::{Stores, Urls},
    studies::{self, StudyHandle},
};
use surveys::{authoring::File, catalogue, keys::StudyKey, roles::Role, study::Study};
use totp_rs::{Builder, Secret};
use tower::ServiceExt;

use self::protocol::protocol;
use crate::router::{HttpSettings, with_clock};

pub const PASSWORD: &str = "copper-lantern-marsh-violin";

pub struct Desk {
    pub db: Db,
    router: Router,
    folder: PathBuf,
    study: StudyHandle,
    pub other: StudyHandle,
    owns_folder: bool,
    enrolled: AtomicU32,
}

/// Somebody who tries every address.
pub struct Visitor {
    pub name: String,
    pub role: Option<Role>,
    pub is_of_study: bool,
    pub session: Option<String>,
}

pub struct Answer {
    pub status: StatusCode,
    pub body: String,
    headers: HeaderMap,
}

pub fn noon() -> DateTime<Utc> {
    DateTime::from_timestamp(1_789_387_200, 0).unwrap()
}

impl Desk {
    pub async fn open() -> Self {
        static FOLDERS: AtomicU32 = AtomicU32::new(0);
        let number = FOLDERS.fetch_add(1, Ordering::Relaxed);
        let folder = std::env::temp_dir().join(format!("staff-{}-{number}", std::process::id()));
        // A process that was killed had the same number, and left its own there.
        drop(std::fs::remove_dir_all(&folder));
        let db = opened(&folder).await;
        let study = loaded(&db, "bridgeway").await;
        let other = loaded(&db, "otherway").await;
        let outbox = Some(records::senders::Folder::new(folder.join("outbox")));
        let settings = HttpSettings { outbox, ..HttpSettings::at("http://127.0.0.1:3000") };
        let router = with_clock(db.clone(), &settings, Clock(noon));
        Self { db, router, folder, study, other, owns_folder: true, enrolled: AtomicU32::new(0) }
    }

    /// The same, served over https.
    pub fn over_https(&self) -> Self {
        self.served(&HttpSettings::at("https://survey.example.org"))
    }

    /// The same, served in another way.
    pub fn served(&self, settings: &HttpSettings) -> Self {
        Self {
            db: self.db.clone(),
            router: with_clock(self.db.clone(), settings, Clock(noon)),
            folder: self.folder.clone(),
            study: self.study.clone(),
            other: self.other.clone(),
            owns_folder: false,
            enrolled: AtomicU32::new(0),
        }
    }

    /// The same, where messages reach people.
    pub fn with_messages(&self) -> Self {
        let settings =
            HttpSettings { messages_leave: true, ..HttpSettings::at("http://127.0.0.1:3000") };
        let mut desk = self.over_https();
        desk.router = with_clock(self.db.clone(), &settings, Clock(noon));
        desk
    }

    pub fn of_study(&self, role: Role) -> Appointment {
        Appointment { role, study: Some(self.study.clone()), site: None }
    }

    pub async fn invites(&self, email: &str, appointment: Appointment) -> String {
        let invited = staff::invite(&self.db, By::CommandLine, email, appointment, noon()).await;
        invited.unwrap().token
    }

    /// Invites somebody, who accepts and sets up what the role needs: their session.
    pub async fn comes_in(&self, email: &str, appointment: Appointment) -> String {
        let token = self.invites(email, appointment).await;
        let filled = Accepting {
            name: "Somebody Invented".to_owned(),
            password: PASSWORD.to_owned(),
            again: PASSWORD.to_owned(),
        };
        let signed_in = staff::accept(&self.db, &token, filled, "a test", noon()).await.unwrap();
        match arrive(&self.db, &signed_in.session, noon()).await.unwrap().unwrap() {
            Arrived::OwesSecondFactor(who) => {
                let secret = staff::second_factor_to_set_up(&self.db, &who).await.unwrap();
                let code = code(&secret.letters, noon());
                let confirmed = staff::confirm_second_factor(&self.db, &who, &code, noon());
                confirmed.await.unwrap().0
            }
            _ => signed_in.session,
        }
    }

    pub async fn administrator(&self, email: &str) -> String {
        let role = Role::Administrator;
        self.comes_in(email, Appointment { role, study: None, site: None }).await
    }

    /// Nobody; each role in the study; and each that is bound to a study, in another one.
    pub async fn everybody(&self) -> Vec<Visitor> {
        let mut all = vec![Visitor {
            name: "nobody".to_owned(),
            role: None,
            is_of_study: false,
            session: None,
        }];
        for (study, is_of_study) in [(&self.study, true), (&self.other, false)] {
            for role in Role::ALL {
                let name = format!("{}-{is_of_study}", role.key());
                let site = (role == Role::SiteLead).then(|| "ashmere".to_owned());
                let study = (role != Role::Administrator).then(|| study.clone());
                let email = format!("{name}@example.org");
                let session = self.comes_in(&email, Appointment { role, study, site }).await;
                all.push(Visitor { name, role: Some(role), is_of_study, session: Some(session) });
            }
        }
        all
    }

    /// The numbers of somebody's account and first role.
    pub async fn role_of(&self, email: &str) -> (i32, i32) {
        let all = staff::list(&self.db, &By::CommandLine, noon()).await.unwrap();
        let account = all.into_iter().find(|account| account.email == email).unwrap();
        (account.id, account.roles[0].id)
    }

    pub async fn opens(&self, address: &str, session: Option<&str>) -> Answer {
        self.asks(&Method::GET, address, "", session).await
    }

    pub async fn posts(&self, address: &str, form: &str, session: Option<&str>) -> Answer {
        self.asks(&Method::POST, address, form, session).await
    }

    /// What is posted, answered with a file.
    pub async fn downloads(&self, address: &str, form: &str, session: &str) -> (Answer, Vec<u8>) {
        let request = Request::post(address).header(COOKIE, format!("tl-staff-session={session}"));
        let request = request.body(Body::from(form.to_owned())).unwrap();
        let (parts, body) = self.router.clone().oneshot(request).await.unwrap().into_parts();
        let bytes = to_bytes(body, usize::MAX).await.unwrap().to_vec();
        (Answer { status: parts.status, headers: parts.headers, body: String::new() }, bytes)
    }

    /// A form with a file, as a browser sends it.
    pub async fn uploads(
        &self,
        address: &str,
        fields: &[(&str, &str)],
        (name, bytes): (&str, &[u8]),
        session: &str,
    ) -> Answer {
        let mut body = Vec::new();
        for (field, value) in fields {
            let head = format!("Content-Disposition: form-data; name=\"{field}\"");
            body.extend_from_slice(format!("--XyZ\r\n{head}\r\n\r\n{value}\r\n").as_bytes());
        }
        let head = format!("Content-Disposition: form-data; name=\"file\"; filename=\"{name}\"");
        body.extend_from_slice(format!("--XyZ\r\n{head}\r\n\r\n").as_bytes());
        body.extend_from_slice(bytes);
        body.extend_from_slice(b"\r\n--XyZ--\r\n");
        self.sends_file(address, Body::from(body), session).await
    }

    /// Such a form, however it comes.
    pub async fn sends_file(&self, address: &str, body: Body, session: &str) -> Answer {
        let request = Request::post(address).header(COOKIE, format!("tl-staff-session={session}"));
        let request = request.header(CONTENT_TYPE, "multipart/form-data; boundary=XyZ");
        self.answers(request.body(body).unwrap()).await
    }

    pub async fn asks(
        &self,
        method: &Method,
        address: &str,
        form: &str,
        session: Option<&str>,
    ) -> Answer {
        let request = Request::builder().method(method).uri(address);
        self.asks_with(request, form, session).await
    }

    /// The same of a request that says more of itself.
    pub async fn asks_with(
        &self,
        mut request: request::Builder,
        form: &str,
        session: Option<&str>,
    ) -> Answer {
        if let Some(session) = session {
            request = request.header(COOKIE, format!("tl-staff-session={session}"));
        }
        self.answers(request.body(Body::from(form.to_owned())).unwrap()).await
    }

    async fn answers(&self, request: Request<Body>) -> Answer {
        let response = self.router.clone().oneshot(request).await.unwrap();
        let (parts, body) = response.into_parts();
        let body = to_bytes(body, usize::MAX).await.unwrap();
        let body = String::from_utf8_lossy(&body).into_owned();
        Answer { status: parts.status, headers: parts.headers, body }
    }
}

impl Drop for Desk {
    fn drop(&mut self) {
        if self.owns_folder {
            drop(std::fs::remove_dir_all(&self.folder));
        }
    }
}

impl Answer {
    pub fn header(&self, name: &str) -> &str {
        self.headers.get(name).map_or("", |value| value.to_str().unwrap())
    }

    pub fn leads_to(&self) -> &str {
        self.header(LOCATION.as_str())
    }

    pub fn cookies(&self) -> String {
        let all = self.headers.get_all(SET_COOKIE).into_iter();
        all.map(|value| value.to_str().unwrap()).collect::<Vec<_>>().join("\n")
    }

    pub fn session(&self) -> Option<String> {
        let cookies = self.cookies();
        let (_, value) = cookies.split_once("tl-staff-session=")?;
        value.split(';').next().map(str::to_owned)
    }
}

async fn opened(folder: &Path) -> Db {
    let stores = Stores::in_folder(folder, &Urls::in_folder(folder)).await.unwrap();
    Migrator::up(stores.answers(), None).await.unwrap();
    VaultMigrator::up(stores.vault(), None).await.unwrap();
    KeysMigrator::up(stores.keys(), None).await.unwrap();
    let master = MasterKeys::read(&MasterKeys::invent()).unwrap();
    stores.unlock(master, noon()).await.unwrap()
}

async fn loaded(db: &Db, key: &str) -> StudyHandle {
    let text = include_str!("../../../../examples/study/study.toml");
    let text = text.replacen("key = \"bridgeway\"", &format!("key = \"{key}\""), 1);
    let study = Study::read(&File { name: "study.toml".to_owned(), text }).unwrap();
    studies::load(db, &study, (&protocol(), None), catalogue::surveys(), noon()).await.unwrap();
    studies::find(db, &StudyKey::new(key).unwrap()).await.unwrap()
}

fn code(letters: &str, now: DateTime<Utc>) -> String {
    let secret = Secret::try_from_base32(letters).unwrap();
    let totp = Builder::new().with_secret(secret).build().unwrap();
    totp.generate(u64::try_from(now.timestamp()).unwrap()).to_string()
}
