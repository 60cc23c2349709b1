//! Which files this build of the site has. Their names carry hashes, so they are known at run time.

/// Addresses of what a page loads. Without the browser package the pages work all the same.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SiteFiles {
    /// The style sheet.
    pub style: Option<String>,
    /// The browser package.
    pub package: Option<Package>,
    /// The picture in the browser's tab.
    pub icon: Option<String>,
}

/// The two files of the browser package.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Package {
    /// The script that loads the wasm.
    pub script: String,
    /// The wasm.
    pub wasm: String,
}
