export const CHAT_HELP = `Chats in the terminal.

  parlour chat [HOST] [PORT] [OPTIONS]
  parlour chat chat.example.org 443 --tls --user asha
  echo done | parlour chat 127.0.0.1 8080 --user ci --room builds

  HOST may be a URL. Without it, host, port and what to do are asked for.

  --user NAME     Log in as NAME: with a session of before, PARLOUR_PASSWORD, or a question
  --room NAME     Begin in this room (lobby); @NAME begins in the direct room with somebody
  --tls           Connect by https
  --ca FILE       By https, trusting the certificates in FILE: where the host signs their own
  --gui           Open the browser's screens instead, logged in; the terminal stays for <EXIT>
  --forget        Log out and drop the stored session of --user
  --json          Plain output, one JSON object a line
  --join          Plain: join --room first, where anybody can
  --thread SEQ    Plain: the lines are replies to this message, and its replies come out
  --follow        Plain: go on after the end of the input

Where input or output is no terminal it is plain: each line of the input is sent to the room, and what
others say there comes out, one message a line. It ends when all of the input is acknowledged.

Exit codes: 0 all is well · 1 usage, or something else · 2 the server cannot be reached · 3 wrong name
or password, or the session was ended · 4 no such room, or not yours · 5 not all could be sent · 6 the
server speaks another version · 130 Ctrl-C at a question

Sessions are kept in $XDG_CONFIG_HOME/parlour/sessions.json, for nobody else to read.`;
