"""What authors begin with: a new module, a new exercise type, and help for their editor."""

from learnenv.authoring.names import module_name, type_name
from learnenv.authoring.new_module import make_module
from learnenv.authoring.new_type import add_type
from learnenv.authoring.own_types import types_of
from learnenv.authoring.schemas import SCHEMAS, write_schemas

__all__ = ["SCHEMAS", "add_type", "make_module", "module_name", "type_name", "types_of", "write_schemas"]
