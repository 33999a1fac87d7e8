"""What a request may send before Claimbook knows who sends it.

The pages and the server that receives requests for them share these words of the WSGI environment.
"""

#: Bytes of a body. A log-in needs a few hundred, a form that is kept through one rarely 50,000.
STRANGER_BYTES = 256 * 1024
#: The log-in brings a kept form back, sealed and encoded once more.
LOGIN_BYTES = 4 * STRANGER_BYTES
#: Set by the server: the body is not received yet. The answer is 204 if it may come.
ASKS_ONLY = "claimbook.asks_only"
#: Set by the pages: a person who is logged in sent the request.
KNOWN = "claimbook.known"
