"""What every table and column holds of people: why, until when, whether it is in "my data", and what erasing does.

The privacy notice and the register entry are made from this; a test fails on a table or column that is not here. The
names below (purposes, terms) have their sentences in the catalogues of whoever shows them.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal, TypeAlias

Kind: TypeAlias = Literal["none", "pseudonymous", "personal"]
"""none: says nothing of a person. pseudonymous: of someone under a random id. personal: a name, an address, or what
people type themselves, in which anything may be said."""
Purpose: TypeAlias = Literal["running", "sign-in", "learning", "guidance", "class", "accountability", "totals"]
"""running: the program itself. sign-in: being let in. learning: the learner's own progress. guidance: help of
trainers and coaches. class: who learns together. accountability: who may do and who looked. totals: of a cohort."""
Term: TypeAlias = Literal["always", "learner", "cohort", "session", "tries", "invite", "log", "moment"]
"""always: as long as the record. learner: until the learner is erased, by themself or after long absence. cohort:
some months after archiving, as the cohort says. session, invite: until it ends. tries: a day. log: twelve months.
moment: until the transaction ends."""
Erase: TypeAlias = Literal["remove", "anonymise", "keep"]
"""What erasing a learner does with the rows about them: gone; or kept, with what names them emptied; or untouched,
because nothing in them is of one person."""


@dataclass(frozen=True, slots=True)
class ColumnDeclaration:
    """One column."""

    table: str
    column: str
    kind: Kind
    purpose: Purpose
    term: Term
    exported: bool
    """Whether "my data" gives it to the learner. Not: hashes of secrets, and ids of other people."""
    erase: Erase


@dataclass(frozen=True, slots=True)
class TableDeclaration:
    """One table; each column is of one kind."""

    purpose: Purpose
    term: Term
    erase: Erase
    none: str = ""
    """Names of columns with spaces between, here and below."""
    pseudonymous: str = ""
    personal: str = ""
    hidden: str = ""
    """Columns that are not in "my data" though they are of a person."""
    anonymised: str = ""
    """Columns that are emptied when whom they name is erased, in rows that are about somebody or something else."""

    def columns(self, table: str) -> tuple[ColumnDeclaration, ...]:
        """Each column by itself."""
        kinds: tuple[tuple[Kind, str], ...] = (
            ("none", self.none),
            ("pseudonymous", self.pseudonymous),
            ("personal", self.personal),
        )
        hidden, anonymised = self.hidden.split(), self.anonymised.split()
        return tuple(
            ColumnDeclaration(
                table,
                name,
                kind,
                self.purpose,
                self.term,
                exported=kind != "none" and name not in hidden,
                erase="anonymise" if name in anonymised else self.erase,
            )
            for kind, names in kinds
            for name in names.split()
        )


DECLARATIONS: Mapping[str, TableDeclaration] = {
    "instance": TableDeclaration("running", "always", "keep", none="number id"),
    "learner": TableDeclaration(
        "sign-in",
        "learner",
        "remove",
        pseudonymous="id created language recovery_hash asks_certainty staff disabled",
        hidden="recovery_hash",
    ),
    "session": TableDeclaration(
        "sign-in",
        "session",
        "remove",
        pseudonymous="token_hash learner created last_seen idle_expires absolute_expires revoked",
        hidden="token_hash",
    ),
    "attempt": TableDeclaration(
        "learning",
        "learner",
        "remove",
        pseudonymous="id learner module exercise key fingerprint fraction score passed tries_before hints_shown "
        "language front_end at seconds broken certainty review",
        personal="answer",
        hidden="key",
    ),
    "event": TableDeclaration(
        "learning", "learner", "remove", pseudonymous="id learner module item kind number at detail"
    ),
    "standing": TableDeclaration(
        "learning",
        "learner",
        "remove",
        pseudonymous="learner module item attempts tries wrong_in_a_row best_score last_fraction right passed hints "
        "solution_shown first_at last_at last_digest last_sequence reviews stuck_since first_fraction first_sequence",
        hidden="last_digest",
    ),
    "draft": TableDeclaration(
        "learning", "learner", "remove", pseudonymous="learner module item at", personal="answer"
    ),
    "bookmark": TableDeclaration("learning", "learner", "remove", pseudonymous="learner module page at"),
    "organisation": TableDeclaration("class", "always", "keep", none="id name created"),
    "cohort": TableDeclaration(
        "class",
        "always",
        "keep",
        none="id organisation name created join_code join_until most_members idle_days keep_months archived",
    ),
    "assignment": TableDeclaration("class", "always", "keep", none="cohort number module due"),
    "member": TableDeclaration(
        "class", "cohort", "remove", pseudonymous="cohort learner joined team left", personal="name"
    ),
    "granted_role": TableDeclaration(
        "accountability",
        "learner",
        "remove",
        pseudonymous="id learner role scope scope_id given_by at withdrawn live",
        hidden="given_by",
        anonymised="given_by",
    ),
    "invite": TableDeclaration(
        "class",
        "invite",
        "anonymise",
        none="token_hash cohort role created expires",
        pseudonymous="created_by used_by used_at",
        hidden="created_by",
        anonymised="created_by used_by",
    ),
    "account": TableDeclaration(
        "sign-in",
        "learner",
        "remove",
        pseudonymous="learner changed",
        personal="login password_hash",
        hidden="password_hash",
    ),
    "identity": TableDeclaration(
        "sign-in", "learner", "remove", pseudonymous="learner at", personal="issuer subject"
    ),
    "tries": TableDeclaration(
        "sign-in", "tries", "keep", none="count since blocked_until", pseudonymous="key_hash", hidden="key_hash"
    ),
    "share": TableDeclaration("guidance", "learner", "remove", pseudonymous="learner module item at withdrawn"),
    "review": TableDeclaration(
        "guidance",
        "learner",
        "remove",
        pseudonymous="id learner module item attempt reviewer verdict points at",
        hidden="reviewer",
        anonymised="reviewer",
    ),
    "comment": TableDeclaration(
        "guidance",
        "learner",
        "remove",
        pseudonymous="id learner module item author at",
        personal="text",
        hidden="author",
        anonymised="author",
    ),
    "flag_note": TableDeclaration(
        "guidance",
        "cohort",
        "remove",
        pseudonymous="cohort learner reason ref since by at until",
        personal="note",
        hidden="by",
        anonymised="by",
    ),
    "snippet": TableDeclaration(
        "guidance", "learner", "remove", pseudonymous="id owner module", personal="title text"
    ),
    "look": TableDeclaration(
        "accountability",
        "log",
        "anonymise",
        pseudonymous="id at actor what learner cohort ref",
        hidden="actor",
        anonymised="actor learner",
    ),
    "erased_count": TableDeclaration(
        "totals",
        "always",
        "keep",
        none="cohort module item learners completed read attempts right passed answered fractions",
    ),
    "erasing": TableDeclaration(
        "running", "moment", "keep", none="number looks_before", pseudonymous="learner", hidden="learner"
    ),
}


def all_columns() -> tuple[ColumnDeclaration, ...]:
    """Every column of every table."""
    return tuple(column for table, declared in DECLARATIONS.items() for column in declared.columns(table))
