//! What the mouse does: the same things as keys, by pointing.

use super::command::{Direction, Motion};
use super::list::Keep;
use super::message::{Effect, Pointer, PointerKind};
use super::overlay::Overlay;
use super::{App, Command, Focus, Pane};

/// Rows that a notch of the wheel scrolls.
const NOTCH: usize = 3;

impl App {
    pub(super) fn point(&mut self, pointer: Pointer) -> Vec<Effect> {
        let on = |pane: Option<Pane>| {
            pane.is_some_and(|pane| pane.body.contains(pointer.column, pointer.row))
        };
        let (on_list, on_reader) = (on(self.layout.list), on(self.layout.reader));
        match (&self.overlay, pointer.kind) {
            (Some(Overlay::Help(_) | Overlay::Menu(_)), PointerKind::WheelUp) => {
                self.repeat(Motion::Up);
            }
            (Some(Overlay::Help(_) | Overlay::Menu(_)), PointerKind::WheelDown) => {
                self.repeat(Motion::Down);
            }
            (Some(Overlay::Help(_)), PointerKind::Press) => self.close_help(),
            (Some(Overlay::Picture(_)), PointerKind::Press) | (Some(Overlay::Hints(_)), _) => {
                self.overlay = None;
            }
            (Some(Overlay::Picture(_)), PointerKind::WheelUp) => self.pan(Direction::Up),
            (Some(Overlay::Picture(_)), PointerKind::WheelDown) => self.pan(Direction::Down),
            // Only a key answers a question: a press may have been meant for what it covers.
            (Some(Overlay::Question(_)), _) => return Vec::new(),
            (Some(Overlay::Menu(_)), PointerKind::Press) => return self.press_menu(pointer),
            (None, PointerKind::Press) if on_list => self.press_list(pointer),
            (None, PointerKind::Press) if on_reader => return self.press_reader(pointer),
            (None, PointerKind::Press) => {}
            (None, PointerKind::WheelUp) => self.wheel(on_list, on_reader, Motion::Up),
            (None, PointerKind::WheelDown) => self.wheel(on_list, on_reader, Motion::Down),
        }
        Vec::new()
    }

    fn repeat(&mut self, motion: Motion) {
        for _ in 0..NOTCH {
            self.act(Command::Move(motion));
        }
    }

    fn wheel(&mut self, on_list: bool, on_reader: bool, motion: Motion) {
        if on_list {
            self.list.scroll(motion, NOTCH);
        } else if on_reader && let Some(article) = self.article_mut() {
            (0..NOTCH).for_each(|_| article.go(motion));
        }
    }

    /// Chooses the post that is pressed; the one that is chosen already is read.
    fn press_list(&mut self, pointer: Pointer) {
        let Some(list) = self.layout.list else { return };
        let before = (self.list.position(), self.focus);
        let row = usize::from(pointer.row.saturating_sub(list.body.y));
        if self.list.choose_row(row) {
            self.keep = Keep::Chosen;
            self.notice = None;
            self.focus = Focus::List;
            if before == (self.list.position(), Focus::List) {
                self.act(Command::Read);
            }
            self.preview();
        }
    }

    /// Follows the entry that is pressed; a press beside the menu closes it.
    fn press_menu(&mut self, pointer: Pointer) -> Vec<Effect> {
        let body = self.layout.overlay().body;
        let row = usize::from(pointer.row.saturating_sub(body.y));
        let is_on = body.contains(pointer.column, pointer.row);
        match &mut self.overlay {
            Some(Overlay::Menu(menu)) if is_on => {
                if menu.choose_row(row) {
                    return self.act(Command::Follow);
                }
            }
            _ => self.overlay = None,
        }
        Vec::new()
    }

    /// Follows the link that is pressed.
    fn press_reader(&mut self, pointer: Pointer) -> Vec<Effect> {
        self.act(Command::Read);
        let column = self.layout.column;
        if !column.contains(pointer.column, pointer.row) {
            return Vec::new();
        }
        let x = usize::from(pointer.column - column.x);
        let y = usize::from(pointer.row - column.y);
        let Some(article) = self.article_mut() else {
            return Vec::new();
        };
        match article.link_at(x, y) {
            Some(link) => {
                article.focus_on(link);
                self.act(Command::Follow)
            }
            None => Vec::new(),
        }
    }
}
