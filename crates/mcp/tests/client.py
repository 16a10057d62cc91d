"""The server as a client in Python sees it: python client.py ASCRIBE-MCP ARTICLE.txt

The SDK holds each result against the schema that the tool lists.
"""

import asyncio
import json
import sys
from pathlib import Path

from jsonschema import Draft202012Validator
from mcp import Client, StdioServerParameters
from mcp.client.stdio import stdio_client


async def ask(client, tool, **arguments):
    result = await client.call_tool(tool, arguments)
    assert not result.is_error, result
    assert json.loads(result.content[0].text) == result.structured_content
    return result.structured_content


async def main(program, path):
    text = Path(path).read_text(encoding="utf-8")
    server = stdio_client(StdioServerParameters(command=program))
    async with Client(server) as client:
        assert client.server_info.name == "ascribe-mcp", client.server_info
        tools = {tool.name: tool for tool in (await client.list_tools()).tools}
        assert list(tools) == ["analyze", "verify_quotes", "audit", "grade"], tools
        for tool in tools.values():
            assert tool.annotations.read_only_hint and not tool.annotations.open_world_hint
            for schema in (tool.input_schema, tool.output_schema):
                Draft202012Validator.check_schema(schema)

        answer = await ask(client, "analyze", text=text, published="2021-12-30", outlet="The Example", whole=True)
        Draft202012Validator(tools["analyze"].output_schema).validate(answer)
        claims = answer["claims"]
        assert len(claims) > 10, answer
        for claim in claims:
            # A content in several parts has its words joined.
            first, last = claim["words"].split(" … ")[0], claim["words"].split(" … ")[-1]
            written = text[claim["start_code_point"] : claim["end_code_point"]]
            assert written.startswith(first.split()[0]) and written.endswith(last.split()[-1]), claim
        assert len(answer["report"]["claims"]) == len(claims)
        named = {source["name"] for source in answer["sources"] if "name" in source}
        assert {claim["speaker"] for claim in claims if claim["level"] == "named"} <= named, named
        assert any("first_day" in event for event in answer["events"]), answer["events"]

        direct = [claim for claim in claims if claim["quotation"] == "direct" and claim["level"] == "named"]
        statements = [{"speaker": claim["speaker"], "words": claim["words"]} for claim in direct]
        statements += [{"speaker": "Nob Odyatall", "words": "nothing of the kind is in the article"}]
        answer = await ask(client, "verify_quotes", text=text, statements=statements)
        Draft202012Validator(tools["verify_quotes"].output_schema).validate(answer)
        verdicts = answer["verdicts"]
        assert [verdict["statement"]["words"] for verdict in verdicts] == [one["words"] for one in statements]
        assert direct and all(verdict["supported"] for verdict in verdicts[:-1]), verdicts
        assert verdicts[-1]["explained"][0] == "the text does not have the words", verdicts[-1]

        answer = await ask(client, "audit", text=text, house="ap")
        Draft202012Validator(tools["audit"].output_schema).validate(answer)
        assert answer["findings"] and all(one["words"] and one["citation"]["url"] for one in answer["findings"])

        answer = await ask(client, "grade", phrases=["a senior administration official", "Ann Lee"])
        assert [one["level"] for one in answer["grades"]] == ["described", "named"], answer

        refused = await client.call_tool("analyze", {"text": text, "published": "30.12.2021"})
        assert refused.is_error and "invalid date of publication `30.12.2021`" in refused.content[0].text, refused
    print(f"{len(tools)} tools, {len(claims)} claims, {len(verdicts)} verdicts")


asyncio.run(main(*sys.argv[1:]))
