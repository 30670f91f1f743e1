//! Writes a handbook of any size.
//!
//! `generate --out DIR [--pages 1000] [--seed 1] [--sprints 0] [--items 30] [--teams 1]` makes `DIR/content`.

use sprintbook_benches::handbook::{Options, Outcome, write};

fn main() -> Outcome<()> {
    let options = Options::read(std::env::args().skip(1))?;
    println!("{}", write(&options)?);
    Ok(())
}
