-- Opens FILE in Neovim with preplan as its language server, mends line LINE with the text MENDED, and writes to OUT what Neovim
-- shows before and after: a line of JSON each. Columns are bytes from 0, as Neovim counts.
local out = assert(io.open(vim.env.OUT, 'w'))

local function shown()
  return vim.tbl_map(function(found)
    return {
      line = found.lnum,
      from = found.col,
      to = found.end_col,
      code = found.code,
      source = found.source,
      severity = found.severity,
      message = found.message,
    }
  end, vim.diagnostic.get(0))
end

local function tell(step)
  out:write(vim.fn.json_encode({ step = step, diagnostics = shown() }), '\n')
end

local function wait_for(number)
  vim.wait(20000, function() return #vim.diagnostic.get(0) == number end, 10)
end

local ok, problem = pcall(function()
  vim.cmd('edit ' .. vim.env.FILE)
  vim.bo.filetype = 'terraform'
  local client = vim.lsp.start_client({
    name = 'preplan',
    cmd = { 'preplan', 'lsp' },
    root_dir = vim.fn.getcwd(),
  })
  vim.lsp.buf_attach_client(0, client)
  wait_for(1)
  tell('opened')
  local line = tonumber(vim.env.LINE)
  vim.api.nvim_buf_set_lines(0, line, line + 1, true, { vim.env.MENDED })
  wait_for(0)
  tell('mended')
  vim.lsp.stop_client(client)
  vim.wait(20000, function() return #vim.lsp.get_active_clients() == 0 end, 10)
  tell('stopped')
end)
if not ok then out:write(vim.fn.json_encode({ step = 'failed', problem = tostring(problem) }), '\n') end
out:close()
vim.cmd('qall!')
