//! A database cluster of our own, in a temporary folder, for as long as the tests run.

use crate::command::{are_root, output, run};
use anyhow::{Context, Result};
use std::{
    env, fs,
    net::TcpListener,
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
};

/// Many tests run at once.
const SETTINGS: &str = "-c listen_addresses=127.0.0.1 -c max_connections=300";

/// Tests need no cluster that survives a power cut.
const NOT_DURABLE: &str = "-c fsync=off -c synchronous_commit=off -c full_page_writes=off";

/// Waits until nobody holds the other end of its input any more, then stops the cluster and removes its
/// folder. However we end, by Ctrl-C or worse, our end closes.
const KEEPER: &str = r#"trap '' INT TERM HUP; folder=$1; shift; cat >/dev/null
    "$@" stop -m immediate -D "$folder/data" >/dev/null 2>&1; rm -rf "$folder""#;

pub struct Cluster {
    port: u16,
    keeper: Child,
}

impl Cluster {
    /// A fast one, for tests.
    pub fn start() -> Result<Cluster> {
        Cluster::with(&format!("{SETTINGS} {NOT_DURABLE}"))
    }

    /// One that waits for the disk, as PostgreSQL does unless told otherwise.
    pub fn start_durable() -> Result<Cluster> {
        Cluster::with(SETTINGS)
    }

    /// Makes a database; its URL is the cluster's with this name at the end.
    pub fn create(&self, database: &str) -> Result<()> {
        let binaries = binaries().context("PostgreSQL is gone")?;
        let mut create = as_postgres(&binaries.join("createdb"));
        let port = self.port.to_string();
        run(create.args(["-h", "127.0.0.1", "-U", "postgres", "-p", &port, database]))
    }

    fn with(settings: &str) -> Result<Cluster> {
        let binaries = binaries().context("there is no PostgreSQL; see `cargo xtask setup`")?;
        let folder = env::temp_dir().join(format!("throughline-postgres-{}", std::process::id()));
        fs::create_dir_all(&folder)?;
        let keeper = keeper(&folder, &binaries)?;
        // Asked for and given back: somebody else could take it in between, and then `pg_ctl` says so.
        let port = TcpListener::bind("127.0.0.1:0")?.local_addr()?.port();
        let cluster = Cluster { port, keeper };
        cluster.fill(&folder, &binaries, settings)?;
        Ok(cluster)
    }

    pub fn url(&self) -> String {
        format!("postgres://postgres@127.0.0.1:{}/postgres", self.port)
    }

    fn fill(&self, folder: &Path, binaries: &Path, settings: &str) -> Result<()> {
        if are_root() {
            run(Command::new("chown").arg("postgres").arg(folder))?;
        }
        let data = folder.join("data");
        let initdb =
            ["-U", "postgres", "-A", "trust", "-E", "UTF8", "--locale=C", "--no-sync", "-D"];
        output(as_postgres(&binaries.join("initdb")).args(initdb).arg(&data))?;

        let log = folder.join("log");
        let options = format!("-p {} -k {} {settings}", self.port, folder.display());
        let mut start = as_postgres(&binaries.join("pg_ctl"));
        start.args(["start", "--wait", "--silent", "-o", &options, "-D"]).arg(&data);
        run(start.arg("-l").arg(&log)).with_context(|| fs::read_to_string(&log).unwrap_or_default())
    }
}

impl Drop for Cluster {
    fn drop(&mut self) {
        drop(self.keeper.stdin.take());
        // It has nothing to say that anyone could act on.
        let _ = self.keeper.wait();
    }
}

/// The folder with `initdb` of the newest installed version from 15 on.
pub fn binaries() -> Option<PathBuf> {
    let versions = fs::read_dir("/usr/lib/postgresql").ok()?.filter_map(|entry| {
        let folder = entry.ok()?.path();
        let version: u32 = folder.file_name()?.to_str()?.parse().ok()?;
        let binaries = folder.join("bin");
        (version >= 15 && binaries.join("initdb").is_file()).then_some((version, binaries))
    });
    versions.max().map(|(_, binaries)| binaries)
}

fn keeper(folder: &Path, binaries: &Path) -> Result<Child> {
    let stop = as_postgres(&binaries.join("pg_ctl"));
    let mut keeper = Command::new("sh");
    keeper.args(["-c", KEEPER, "keeper"]).arg(folder).arg(stop.get_program()).args(stop.get_args());
    keeper.current_dir("/").stdin(Stdio::piped());
    keeper.spawn().context("`sh` cannot be started")
}

/// Its programs refuse to run as root; the package made a user for it.
fn as_postgres(program: &Path) -> Command {
    let mut command = Command::new(if are_root() { Path::new("runuser") } else { program });
    if are_root() {
        command.args(["-u", "postgres", "--"]).arg(program);
    }
    command.current_dir("/");
    command
}
