"""A multipart form with one file, read as it arrives: no part of it is kept here but its small fields."""

from python_multipart.exceptions import FormParserError
from python_multipart.multipart import MultipartParser, parse_options_header

from app.features.productions.errors import BadForm

MAX_FIELD_BYTES = 16 * 1024


class FileForm:
    """Feed it the body; it gives back the file's bytes and gathers the fields.

    Fields in front of the file are known while it arrives. Raises `BadForm`.
    """

    def __init__(self, content_type: str) -> None:
        kind, options = parse_options_header(content_type)
        boundary = options.get(b"boundary")
        if kind != b"multipart/form-data" or not boundary:
            raise BadForm("Send the file as multipart/form-data, or announce it as JSON.")
        self.fields: dict[str, str] = {}
        self.file_name: str | None = None
        self.ended = False
        self._blocks: list[bytes] = []
        self._field: str | None = None
        self._field_bytes = 0
        self._value = bytearray()
        self._header = (bytearray(), bytearray())
        self._disposition = b""
        try:
            self._parser = MultipartParser(boundary, self._callbacks())  # type: ignore[arg-type]  # its own typed dict
        except FormParserError as problem:
            raise BadForm(f"The form's boundary can't be used: {problem}") from None

    def feed(self, data: bytes) -> list[bytes]:
        """The pieces of the file in `data`."""
        try:
            self._parser.write(data)
        except FormParserError:
            raise BadForm("The form is broken, or was cut off.") from None
        blocks, self._blocks = self._blocks, []
        return blocks

    def end(self) -> None:
        """Raise `BadForm` unless the form was whole and held a file."""
        if self.file_name is None:
            raise BadForm("The form holds no file.", fields={"file": ["Choose a file."]})
        if not self.ended:
            raise BadForm("The form was cut off before its end.")

    def _callbacks(self) -> dict[str, object]:
        return {
            "on_part_begin": self._begin_part,
            "on_header_field": lambda data, start, end: self._header[0].extend(data[start:end]),
            "on_header_value": lambda data, start, end: self._header[1].extend(data[start:end]),
            "on_header_end": self._end_header,
            "on_headers_finished": self._open_part,
            "on_part_data": self._take,
            "on_part_end": self._end_part,
            "on_end": self._finish,
        }

    def _begin_part(self) -> None:
        self._disposition = b""
        self._field = None

    def _end_header(self) -> None:
        name, value = self._header
        if bytes(name).lower() == b"content-disposition":
            self._disposition = bytes(value)
        self._header = (bytearray(), bytearray())

    def _open_part(self) -> None:
        _, options = parse_options_header(self._disposition)
        if b"filename" in options:
            if self.file_name is not None:
                raise BadForm("Send one file in a form.")
            self.file_name = _text(options[b"filename"])
        else:
            self._field = _text(options.get(b"name", b""))
            self._value.clear()

    def _take(self, data: bytes, start: int, end: int) -> None:
        if self._field is None:
            self._blocks.append(data[start:end])
            return
        self._field_bytes += end - start
        if self._field_bytes > MAX_FIELD_BYTES:
            raise BadForm(f"The form's fields may have at most {MAX_FIELD_BYTES} bytes.")
        self._value.extend(data[start:end])

    def _end_part(self) -> None:
        if self._field is not None:
            self.fields[self._field] = _text(bytes(self._value))

    def _finish(self) -> None:
        self.ended = True


def _text(given: bytes) -> str:
    try:
        return given.decode()
    except UnicodeDecodeError:
        raise BadForm("Names and fields must be UTF-8.") from None
