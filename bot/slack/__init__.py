"""Slack: the only package that knows it. Requests in (front, socket), work done (workers, listeners), words out (outgoing, blocks).

`bot.app` needs five names: `desk.Desk`, `bolt.build_bolt`, `workers.Workers`, `front.Front` and `socket.SocketMode`.
"""
