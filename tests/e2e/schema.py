"""The JSON Schemas of docs/schema, as validators."""
import copy
import json

import jsonschema
from conftest import SOURCE

FOLDER = SOURCE / "docs" / "schema"
SCHEMAS = {path.stem: json.loads(path.read_text(encoding="utf-8"))
           for path in sorted(FOLDER.glob("*.json"))}
SHARED = {"defs", "message"}  # no methods


def uri(name):
    return (FOLDER / f"{name}.json").as_uri()


def closed(schema):
    """The same, without room for members that it does not name."""
    if isinstance(schema, list):
        return [closed(item) for item in schema]
    if not isinstance(schema, dict):
        return schema
    result = {key: closed(value) for key, value in schema.items()}
    if "properties" in schema and "additionalProperties" not in schema:
        result["unevaluatedProperties"] = False
    return result


def validator(name, part, schemas=None):
    """Judges what is to be like that $defs member of a file."""
    schemas = SCHEMAS if schemas is None else schemas
    store = {uri(other): schema for other, schema in schemas.items()}
    resolver = jsonschema.RefResolver(uri(name), schemas[name], store=store)
    return jsonschema.Draft202012Validator(
        {"$ref": f"{uri(name)}#/$defs/{part}"}, resolver=resolver)


# A method that only narrows another's result keeps it open: what is behind
# the reference names the members.
CLOSED = {name: schema if "$ref" in schema.get("$defs", {}).get("result", {})
          else closed(copy.deepcopy(schema))
          for name, schema in SCHEMAS.items()}
PARAMS = {name: validator(name, "params") for name in SCHEMAS
          if name not in SHARED}
RESULTS = {name: validator(name, "result") for name in PARAMS}
STRICT = {name: validator(name, "result", CLOSED) for name in PARAMS}
REQUEST = validator("message", "request")
REPLY = validator("message", "reply")


def complaint(judge, value):
    """The first thing wrong with the value, or None."""
    error = jsonschema.exceptions.best_match(judge.iter_errors(value))
    return error and f"{error.json_path}: {error.message[:400]}"
