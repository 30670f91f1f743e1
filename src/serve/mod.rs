//! The live preview: the site from memory, made again after every save, and brought to each open tab. Writes no file.

mod answer;
mod error_page;
mod guard;
mod http;
mod mistakes;
mod reach;
mod served_page;
mod session;
mod shown;
mod socket;
mod stand_in;
mod tab;

pub use answer::{Answer, Request, answer};
pub use guard::Guard;
pub use http::Server;
pub use mistakes::Mistakes;
pub use reach::Reach;
pub use session::{Project, Session, Update};
pub use shown::{Screen, Shown};
