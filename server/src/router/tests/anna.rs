//! Anna, her link and her phone.

use std::{
    fs,
    path::{Path, PathBuf},
    sync::atomic::{AtomicU32, Ordering},
};

use app::api::door::Clock;
use axum::{
    Router,
    body::{Body, to_bytes},
    http::{
        HeaderMap, Request, StatusCode,
        header::{COOKIE, LOCATION, SET_COOKIE},
    },
};
use chrono::{DateTime, NaiveDate, Utc};
use migrations::{KeysMigrator, Migrator, MigratorTrait, VaultMigrator};
use records::{
    Db,
    auth::By,
    links::{self, codes},
    participants::{self, Enrolment},
    sealing::MasterKeys,
    stores::{Stores, Urls},
    studies, versions,
};
use surveys::{authoring::File, catalogue, keys::StudyKey, study::Study};
use tower::ServiceExt;

use super::{languages::made_up, protocol::protocol};
use crate::router::{HttpSettings, with_clock};

pub(super) const CONSENT: &str =
    "C1=yes&C2=yes&C3=yes&C4=contact_email&C5=no&C6=no&C7=no&C8=no&C9=yes";

pub(super) struct Anna {
    pub(super) db: Db,
    router: Router,
    pub(super) folder: PathBuf,
    link: String,
    cookie: Option<String>,
    /// A second phone leaves the folder as it is.
    owns_folder: bool,
}

pub(super) struct Page {
    pub status: StatusCode,
    pub body: String,
    headers: HeaderMap,
    link: String,
}

pub(super) fn noon() -> DateTime<Utc> {
    DateTime::from_timestamp(1_789_387_200, 0).unwrap()
}

async fn opened(folder: &Path) -> Db {
    let stores = Stores::in_folder(folder, &Urls::in_folder(folder)).await.unwrap();
    Migrator::up(stores.answers(), None).await.unwrap();
    VaultMigrator::up(stores.vault(), None).await.unwrap();
    KeysMigrator::up(stores.keys(), None).await.unwrap();
    let master = MasterKeys::read(&MasterKeys::invent()).unwrap();
    stores.unlock(master, noon()).await.unwrap()
}

impl Anna {
    pub async fn enrolled() -> Self {
        Self::at(HttpSettings::at("http://127.0.0.1:3000")).await
    }

    /// The same at a site with these settings.
    pub async fn at(settings: HttpSettings) -> Self {
        Self::born(None, settings).await
    }

    /// Enrolled with her birthday, 27 March.
    pub async fn with_birthday(settings: HttpSettings) -> Self {
        Self::born(NaiveDate::from_ymd_opt(1980, 3, 27), settings).await
    }

    async fn born(dob: Option<NaiveDate>, settings: HttpSettings) -> Self {
        static FOLDERS: AtomicU32 = AtomicU32::new(0);
        let number = FOLDERS.fetch_add(1, Ordering::Relaxed);
        let folder = std::env::temp_dir().join(format!("anna-{}-{number}", std::process::id()));
        let db = opened(&folder).await;
        let token = enrolled(&db, dob).await;
        let router = with_clock(db.clone(), &settings, Clock(noon));
        Self { db, router, folder, link: format!("/r/{token}"), cookie: None, owns_folder: true }
    }

    /// The path of her link.
    pub fn link(&self) -> &str {
        &self.link
    }

    pub async fn consented() -> Self {
        Self::consented_at(HttpSettings::at("http://127.0.0.1:3000")).await
    }

    /// The same at a site with these settings.
    pub async fn consented_at(settings: HttpSettings) -> Self {
        let mut anna = Self::at(settings).await;
        let next = anna.answers("/consent", CONSENT).await;
        assert_eq!(next.leads_to(), "/q/dob", "{}", next.body);
        anna
    }

    /// The short code of her link.
    pub async fn code(&self) -> String {
        let study = studies::find(&self.db, &StudyKey::new("bridgeway").unwrap()).await.unwrap();
        let wave = &study.study().waves[0].key;
        codes::print(&self.db, &By::CommandLine, &study, "A-001", wave, noon())
            .await
            .unwrap()
            .to_string()
    }

    pub fn on_another_phone(&self) -> Self {
        let (router, folder, link) = (self.router.clone(), self.folder.clone(), self.link.clone());
        Self { db: self.db.clone(), router, folder, link, cookie: None, owns_folder: false }
    }

    /// Every survey of the study is there in another language too, made up from the English.
    pub async fn is_offered(&self, tag: &str) {
        let study = studies::find(&self.db, &StudyKey::new("bridgeway").unwrap()).await.unwrap();
        let surveys: Vec<_> =
            catalogue::surveys().iter().map(|survey| made_up(survey.clone(), tag)).collect();
        studies::load(&self.db, study.study(), (&protocol(), None), &surveys, noon())
            .await
            .unwrap();
    }

    pub async fn breaks_the_database(&self) {
        self.db.writer().clone().close().await.unwrap();
        self.db.read().clone().close().await.unwrap();
    }

    /// The hour goes by.
    pub fn an_hour_later(&mut self) {
        let later = || noon() + chrono::TimeDelta::hours(1);
        let settings = HttpSettings::at("http://127.0.0.1:3000");
        self.router = with_clock(self.db.clone(), &settings, Clock(later));
    }

    /// What her device shows.
    pub fn cookie(&self) -> &str {
        self.cookie.as_deref().unwrap_or_default()
    }

    /// Ben, who is enrolled beside her, on his phone.
    pub async fn beside_ben(&self) -> Self {
        let study = studies::find(&self.db, &StudyKey::new("bridgeway").unwrap()).await.unwrap();
        let dob = NaiveDate::from_ymd_opt(1975, 6, 4);
        let ben = Enrolment { study_number: "B-002".to_owned(), dob, ..Default::default() };
        participants::enrol(&self.db, &study, vec![ben], true, noon()).await.unwrap();
        let wave = &study.study().waves[0].key;
        let token =
            links::print(&self.db, By::CommandLine, &study, "B-002", wave, noon()).await.unwrap();
        let mut phone = self.on_another_phone();
        phone.link = format!("/r/{token}");
        phone
    }

    /// Every byte of the database.
    pub fn database(&self) -> Vec<(String, Vec<u8>)> {
        let files = fs::read_dir(&self.folder).unwrap().map(|file| file.unwrap().path());
        let mut files: Vec<_> = files
            // The index of the log is memory shared between readers.
            .filter(|path| path.extension().is_none_or(|ending| ending != "db-shm"))
            .map(|path| (path.display().to_string(), fs::read(&path).unwrap()))
            .collect();
        files.sort();
        files
    }

    pub async fn opens(&self, page: &str) -> Page {
        self.opens_address(&format!("{}{page}", self.link)).await
    }

    pub async fn opens_address(&self, address: &str) -> Page {
        self.asks(Request::get(address), Body::empty()).await
    }

    /// Posts, and leaves the phone as it was.
    pub async fn posts(&self, page: &str, form: &str) -> Page {
        self.asks(Request::post(format!("{}{page}", self.link)), Body::from(form.to_owned())).await
    }

    /// Posts, and keeps the cookie.
    pub async fn answers(&mut self, page: &str, form: &str) -> Page {
        let page = self.posts(page, form).await;
        self.remember(&page);
        page
    }

    /// Posts as the script of the page does.
    pub async fn keeps(&mut self, page: &str, form: &str) -> Page {
        let request = Request::post(format!("{}{page}", self.link)).header("x-throughline", "keep");
        let page = self.asks(request, Body::from(form.to_owned())).await;
        self.remember(&page);
        page
    }

    /// Keeps the cookie that came with a page.
    pub fn remember(&mut self, page: &Page) {
        let set = page.headers.get(SET_COOKIE).and_then(|cookie| cookie.to_str().ok());
        let set = set.and_then(|cookie| cookie.split(';').next()).map(str::to_owned);
        self.cookie = set.or(self.cookie.take());
    }

    /// Asks whatever a browser, or somebody else, may ask.
    pub async fn asks(&self, request: axum::http::request::Builder, body: Body) -> Page {
        let request = match &self.cookie {
            Some(cookie) => request.header(COOKIE, cookie),
            None => request,
        };
        let response = self.router.clone().oneshot(request.body(body).unwrap()).await.unwrap();
        let (parts, body) = response.into_parts();
        let body = to_bytes(body, usize::MAX).await.unwrap();
        let body = String::from_utf8(body.to_vec()).unwrap();
        Page { status: parts.status, body, headers: parts.headers, link: self.link.clone() }
    }
}

impl Drop for Anna {
    fn drop(&mut self) {
        if self.owns_folder {
            let _ = fs::remove_dir_all(&self.folder);
        }
    }
}

impl Page {
    /// The page below the link to which this one leads.
    pub fn leads_to(&self) -> &str {
        assert_eq!(self.status, StatusCode::SEE_OTHER, "{}", self.body);
        self.header(LOCATION.as_str()).strip_prefix(&self.link).unwrap()
    }

    /// Asserts that it has what every answer of the site has.
    #[track_caller]
    pub fn is_guarded(&self) {
        let has = |name: &str, value: &str| assert!(self.header(name).contains(value), "{name}");
        has("content-security-policy", "default-src 'none'");
        has("content-security-policy", "frame-ancestors 'none'; base-uri 'none'");
        has("x-content-type-options", "nosniff");
        has("referrer-policy", "same-origin");
        has("cross-origin-opener-policy", "same-origin");
        has("permissions-policy", "geolocation=()");
        has("cache-control", "no-store");
    }

    pub fn header(&self, name: &str) -> &str {
        self.headers.get(name).map_or("", |value| value.to_str().unwrap())
    }

    /// The tag of the control with this id.
    pub fn input(&self, id: &str) -> &str {
        let tags = self.body.split("<input").skip(1).filter_map(|rest| rest.split('>').next());
        let id = format!("id=\"{id}\"");
        tags.into_iter().find(|tag| tag.contains(&id)).unwrap_or_else(|| panic!("no {id}"))
    }
}

async fn enrolled(db: &Db, dob: Option<NaiveDate>) -> String {
    let file = File {
        name: "study.toml".to_owned(),
        text: include_str!("../../../../examples/study/study.toml").to_owned(),
    };
    let study = Study::read(&file).unwrap();
    for survey in catalogue::surveys() {
        versions::publish(db, &By::CommandLine, survey, None, noon()).await.unwrap();
    }
    studies::load(db, &study, (&protocol(), None), catalogue::surveys(), noon()).await.unwrap();
    let handle = studies::find(db, &study.key).await.unwrap();
    let anna = Enrolment {
        study_number: "A-001".to_owned(),
        first_name: Some("Annabel".to_owned()),
        mobile: Some("07700 900123".to_owned()),
        email: Some("annabel@example.org".to_owned()),
        dob,
        ..Default::default()
    };
    participants::enrol(db, &handle, vec![anna], true, noon()).await.unwrap();
    let first = &handle.study().waves[0];
    links::print(db, By::CommandLine, &handle, "A-001", &first.key, noon()).await.unwrap()
}
