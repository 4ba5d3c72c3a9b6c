"""What the record promises about people in their places. One object keeps these promises and those of `Record`."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from datetime import datetime
from typing import Protocol

from learnenv.domain.class_record import ClassRecord
from learnenv.domain.classroom import ErasedCount, Group, Waiting
from learnenv.domain.learner import Learner
from learnenv.domain.own_record import OwnRecord
from learnenv.domain.people import (
    Account,
    Assignment,
    Cohort,
    Comment,
    FlagNote,
    Grant,
    Identity,
    Invite,
    Joined,
    Look,
    Member,
    Moved,
    Organisation,
    Review,
    Scope,
    Share,
    Snippet,
    Tries,
)


class SignInRecord(Protocol):
    """Accounts, proofs of identity, tries, roles."""

    def set_account(self, account: Account) -> None:
        """Give a learner a login and password, in place of earlier ones. StoreError when another has the login."""

    def account(self, learner: str) -> Account | None:
        """A learner's account."""

    def account_by_login(self, login: str) -> Account | None:
        """The account with exactly this login, which is kept case-folded."""

    def accounts(self) -> tuple[Account, ...]:
        """All accounts, by login: for administrators."""

    def remove_account(self, learner: str) -> None:
        """Take the login away; the learner stays."""

    def set_disabled(self, learner: str, disabled: bool) -> None:
        """Shut someone out or let them in again. Shutting out ends all their sessions, in the same transaction."""

    def add_identity(self, identity: Identity) -> None:
        """Remember a proof of identity. The same again changes nothing; StoreError when it is another learner's."""

    def learner_by_identity(self, issuer: str, subject: str) -> Learner | None:
        """Whose proof of identity this is."""

    def identities(self, learner: str) -> tuple[Identity, ...]:
        """A learner's proofs, oldest first."""

    def remove_identity(self, issuer: str, subject: str) -> None:
        """Forget a proof."""

    def count_try(self, key_hash: str, decide: Callable[[Tries | None], Tries]) -> Tries:
        """Replace the tries of this key by what `decide` makes of them; nobody else counts in between."""

    def tries(self, key_hash: str) -> Tries | None:
        """The tries of this key."""

    def clear_tries(self, key_hash: str) -> None:
        """Forget the tries of this key: it went well."""

    def give(self, grant: Grant) -> bool:
        """Give a role; False when the learner had it already, and nothing is changed. Sets `Learner.staff`."""

    def withdraw(self, grant: Grant, at: datetime, along: Collection[Grant] = ()) -> bool:
        """Withdraw roles, found by learner, role and scope, at once; False: there were none. Sets `Learner.staff`."""

    def grants(self, learner: str, *, withdrawn: bool = False) -> tuple[Grant, ...]:
        """A learner's roles, oldest first; those that were withdrawn too if asked for."""

    def grants_in(self, scope: Scope, scope_ids: Collection[str]) -> tuple[Grant, ...]:
        """The live roles in these scopes of one kind, oldest first. Of the platform: `("platform", [""])`."""


class CohortRecord(Protocol):
    """Organisations, cohorts, who is in them and how one gets in."""

    def save_organisation(self, organisation: Organisation) -> None:
        """Add an organisation or change it."""

    def organisation(self, id: str) -> Organisation | None:
        """The organisation with this id."""

    def organisations(self) -> tuple[Organisation, ...]:
        """All, oldest first."""

    def save_cohort(
        self, cohort: Cohort, assignments: Sequence[Assignment] | None = None, grant: Grant | None = None
    ) -> None:
        """Add a cohort or change it, with its modules (None: as they were) and its first trainer: all or nothing.

        StoreError when another cohort has the join code.
        """

    def cohort(self, id: str) -> Cohort | None:
        """The cohort with this id."""

    def cohorts_with(self, ids: Collection[str]) -> Mapping[str, Cohort]:
        """The cohorts with these ids, by id."""

    def cohort_by_code(self, join_code: str) -> Cohort | None:
        """The cohort with this join code, also when it is too late to join; never matches an empty code."""

    def cohorts(self, organisation: str = "") -> tuple[Cohort, ...]:
        """All cohorts or those of one organisation, newest first; archived ones too."""

    def assignments(self, *cohorts: str) -> tuple[Assignment, ...]:
        """The modules of a cohort, in order; of several, by cohort."""

    def add_member(self, member: Member) -> Joined:
        """Let a learner join, unless the cohort is full: nobody slips in between. Who had left is in again.

        "already" changes nothing. StoreError when there is no such cohort or learner.
        """

    def member(self, cohort: str, learner: str) -> Member | None:
        """Someone's membership, ended or not."""

    def members(self, cohort: str, *, left: bool = False) -> tuple[Member, ...]:
        """Who is in a cohort, by name; those who left too if asked for."""

    def memberships(self, learner: str, *, left: bool = False) -> tuple[Member, ...]:
        """The cohorts that a learner is in, latest joined first; those they left too if asked for."""

    def memberships_of(self, group: Group) -> tuple[Member, ...]:
        """All cohorts that these learners are in now, each learner's latest joined first."""

    def change_member(self, cohort: str, learner: str, *, name: str | None = None, team: str | None = None) -> bool:
        """Rename a member or move them to another team; False when they are not in the cohort."""

    def leave(self, cohort: str, learner: str, at: datetime) -> bool:
        """End a membership; False when they are not in the cohort."""

    def move_members(
        self, cohort: str, arrivals: Sequence[Member], looks: Sequence[Look] = (), *, unshare: bool
    ) -> tuple[Moved, ...]:
        """Move members out of this cohort into the one that their new membership names, in one transaction; what came
        of each. Nobody slips in above its limit of members. Who had left there is in again.

        `unshare`: who is moved stops sharing work at that moment. `looks` about who was moved are written in the
        audit log with it, so that nobody is moved without being told. StoreError when there is no such cohort.
        """

    def add_invite(self, invite: Invite) -> None:
        """Add an invite; the very same again changes nothing."""

    def invite(self, token_hash: str) -> Invite | None:
        """An invite, used or not, expired or not."""

    def invites(self, cohort: str) -> tuple[Invite, ...]:
        """The invites of a cohort, newest first."""

    def use_invite(self, token_hash: str, at: datetime, gives: Member | Grant) -> bool:
        """Use an invite and get what it gives, in one transaction: at most one learner ever gets True.

        False, and nothing is changed, when it is unknown, expired or used by another. The limit of members does not
        hold for an invite.
        """

    def remove_invite(self, token_hash: str) -> None:
        """Take back an invite that nobody used."""


class WorkRecord(Protocol):
    """What passes between a learner and who helps them, and the log of who looked."""

    def share(self, share: Share) -> None:
        """Share open work, or share it again."""

    def withdraw_share(self, learner: str, ref: str, at: datetime) -> bool:
        """Stop sharing; False when it was not shared."""

    def shares(self, group: Group) -> tuple[Share, ...]:
        """What these learners share now, by learner and ref."""

    def add_review(self, review: Review) -> Review:
        """Add a review; as kept, with its id. The very same again is found, not added."""

    def reviews(self, learner: str, ref: str = "") -> tuple[Review, ...]:
        """The reviews of someone's work, at one ref or all, in the order they were added."""

    def reviews_of(self, group: Group) -> tuple[Review, ...]:
        """All reviews of the work of these learners, in the order they were added."""

    def add_comment(self, comment: Comment) -> Comment:
        """Add to the conversation; as kept, with its id. The very same again is found, not added."""

    def comments(self, learner: str, ref: str = "") -> tuple[Comment, ...]:
        """The conversation about someone's work, at one ref or all, in the order it was written."""

    def waiting(self, group: Group) -> tuple[Waiting, ...]:
        """What these learners share that waits for an answer, longest waiting first.

        A shared version that nobody reviewed; and a conversation in which the learner wrote last, since the first
        line that was not answered by a line or a review of somebody else.
        """

    def put_flag_notes(self, notes: Sequence[FlagNote]) -> None:
        """Remember what was done about these flags, in place of what was done before: all or nothing."""

    def remove_flag_note(self, cohort: str, learner: str, reason: str, ref: str) -> None:
        """Forget it."""

    def flag_notes(self, cohort: str) -> tuple[FlagNote, ...]:
        """What was done about the flags in a cohort, by learner, reason and ref."""

    def flag_notes_about(self, learner: str) -> tuple[FlagNote, ...]:
        """The same about one learner, in all cohorts."""

    def save_snippet(self, snippet: Snippet) -> None:
        """Add a snippet or change it. StoreError when its id is someone else's."""

    def remove_snippet(self, owner: str, id: str) -> None:
        """Remove one's own snippet."""

    def snippets(self, owner: str, module: str = "") -> tuple[Snippet, ...]:
        """One's own snippets, of one module or all, by title."""

    def add_looks(self, looks: Sequence[Look], *, since: datetime | None = None) -> None:
        """Write in the audit log, which is never changed. `since`: only those that it does not have from then on."""

    def looks(
        self,
        *,
        actor: str = "",
        learner: str = "",
        cohort: str = "",
        what: Collection[str] = (),
        before: int = 0,
        limit: int = 100,
    ) -> tuple[Look, ...]:
        """The audit log, newest first, of what fits all that is given; `before`: only ids below it, for paging."""

    def looks_at(self, learner: str, *, before: int = 0, limit: int = 100) -> tuple[Look, ...]:
        """Who looked at this learner, newest first: at them by name, or at a cohort as a whole while they were in it.

        What the learner did themself is left out.
        """


class ErasingRecord(Protocol):
    """Forgetting people."""

    def erase(self, learner: str, completed: Collection[str] = (), *, drafts: str = "", scrub: bool = True) -> bool:
        """Remove all of a learner, in one transaction; False when there is nobody by this id.

        What they wrote about the work of others stays, without their name; so do looks at them, without their cohort
        either, for who is in that was not looked at. Of each cohort they are in, counts stay (`counts_of`);
        `completed`: the modules that they had completed. `drafts`: how the item ends of all drafts that others have
        about them. Then `scrub`, unless many are erased in a row and it is done once at the end.
        """

    def scrub(self) -> None:
        """Leave no trace in the files of what was removed. SQLite's file is written anew, for which everybody else
        waits (seconds for each gigabyte); PostgreSQL writes over it in its own time. StoreError when somebody else
        keeps the file busy for too long; then it can be done again."""

    def forget_members(self, cohort: str, completed: Mapping[str, Collection[str]]) -> int:
        """Remove what ties learners to a cohort: memberships, teams, notes, invites. How many were in it.

        `completed`: per learner the modules of the cohort that they had completed. Counts stay, and so does what
        learners did.
        """

    def erased_counts(self, cohort: str) -> tuple[ErasedCount, ...]:
        """The counts that stay of who is gone, by module and item."""

    def remove_expired(
        self, *, sessions_before: datetime, tries_before: datetime, invites_before: datetime, looks_before: datetime
    ) -> int:
        """Remove sessions and invites that ended, tries that began and looks that were made before these moments.

        A learner's latest session stays, ended or not: it tells when they were last there.
        """

    def not_seen_since(self, moment: datetime) -> tuple[str, ...]:
        """Learners without a role who began before this moment and were not there since."""


class PeopleRecord(SignInRecord, CohortRecord, WorkRecord, ClassRecord, ErasingRecord, OwnRecord, Protocol):
    """All of it.

    Every method raises StoreError when the record cannot be read or written now; nothing is half written then. Values
    go in and come out, never rows. Times have a time zone.
    """
